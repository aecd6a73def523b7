import type { GraphQLObjectType, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import type { FieldGroups, SelectionScope } from './field-groups.ts';
import type { ReadObject } from './running.ts';

/** One operation while it is compiled, as its parts see it. */
export interface Compilation {
  readonly scope: SelectionScope;
  readonly operation: OperationDefinitionNode;
  readonly fragments: GraphQLResolveInfo['fragments'];
  /** How many fields were compiled so far that have variables in their arguments. */
  varying: number;
  /** Compiles what is asked of the objects of one type. */
  object(type: GraphQLObjectType, groups: FieldGroups): ReadObject;
}

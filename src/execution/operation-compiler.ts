import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Compilation } from './compilation.ts';
import { compileField } from './field.ts';
import { collectFields, type FieldGroups, type SelectionScope } from './field-groups.ts';
import { compileObject, type ObjectField } from './object-function.ts';
import type { ReadObject } from './running.ts';

/** Thrown for what is left to graphql-js. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}

/**
 * Makes functions of the selections of one operation. What graphql-js finds out anew for every object it meets, how the
 * fields of a type are read and where nulls may stand, is found out once. The algorithm is graphql-js's own ("Executing
 * Selection Sets", 6.3 of the specification), with the same errors in the same order.
 */
export class OperationCompiler implements Compilation {
  readonly scope: SelectionScope;
  readonly operation: OperationDefinitionNode;
  readonly fragments: GraphQLResolveInfo['fragments'];
  /** How many fields it has compiled. */
  fields = 0;
  varying = 0;

  constructor(scope: SelectionScope, operation: OperationDefinitionNode) {
    this.scope = scope;
    this.operation = operation;
    this.fragments = Object.fromEntries(scope.fragments);
  }

  /** @throws NotCompiled, and what graphql-js throws when it reads the selections */
  compile(): ReadObject {
    const { operation } = this.operation;
    const root = this.scope.schema.getRootType(operation);
    if (operation === 'mutation' || !root) throw new NotCompiled('the fields of mutations run one after the other');
    return this.object(root, collectFields(this.scope, root, [this.operation.selectionSet]));
  }

  /** Compiles what is asked of the objects of one type. */
  object(type: GraphQLObjectType, groups: FieldGroups): ReadObject {
    if (type.isTypeOf != null) throw new NotCompiled(`${type.name} has an isTypeOf`);
    const definitions = type.getFields();
    const fields: ObjectField[] = [];
    this.fields += groups.size;
    for (const [key, nodes] of groups) {
      const name = nodes[0]!.name.value;
      const definition = definitions[name];
      if (name === TypeNameMetaFieldDef.name) fields.push({ key, constant: type.name });
      else if (definition === undefined) throw new NotCompiled(`${type.name} has no field ${name}`);
      else fields.push({ key, definition, read: compileField(this, { parent: type, key, definition, nodes }) });
    }
    return compileObject(fields);
  }
}

import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether the operation selects any field of this object other than the named ones, with `@skip`, `@include` and
 * fragments taken into account. Lets a resolver spare the upstream what nobody asked for.
 */
export function selectsOtherThan(info: GraphQLResolveInfo, names: ReadonlySet<string>): boolean {
  const other = (set: SelectionSetNode | undefined): boolean => set?.selections.some(isOther) ?? false;
  const isOther = (node: SelectionNode): boolean => {
    if (!isIncluded(node, info)) return false;
    if (node.kind === Kind.FIELD) return !names.has(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) return other(node.selectionSet);
    const fragment: FragmentDefinitionNode | undefined = info.fragments[node.name.value];
    return other(fragment?.selectionSet);
  };
  return info.fieldNodes.some((node: FieldNode) => other(node.selectionSet));
}

function isIncluded(node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
}

import {
  type ASTVisitor,
  GraphQLError,
  type SelectionSetNode,
  SingleFieldSubscriptionsRule,
  type ValidationContext,
} from 'graphql';

const SWITCHES: ReadonlySet<string> = new Set(['skip', 'include']);

/**
 * "Single Root Field" of subscriptions (GraphQL, September 2025, 5.2.4.1), which also forbids to switch that field. The
 * rule of graphql-js 16 does not know this yet: it stumbles over the variable of a switch, and lets a subscription pass
 * that has nothing to follow.
 */
export function subscriptionRoot(context: ValidationContext): ASTVisitor {
  const { OperationDefinition: checkSingle } = SingleFieldSubscriptionsRule(context) as {
    OperationDefinition(node: unknown): void;
  };
  return {
    OperationDefinition(node) {
      if (node.operation !== 'subscription') return;
      if (!isSwitched(node.selectionSet, context, new Set())) return checkSingle(node);
      const message = 'The field of a subscription cannot be left out: use no @skip and no @include around it.';
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

function isSwitched(set: SelectionSetNode, context: ValidationContext, seen: Set<string>): boolean {
  return set.selections.some((selection) => {
    if (selection.directives?.some(({ name }) => SWITCHES.has(name.value))) return true;
    if (selection.kind === 'Field') return false;
    if (selection.kind === 'InlineFragment') return isSwitched(selection.selectionSet, context, seen);
    const { value } = selection.name;
    const fragment = seen.has(value) ? undefined : context.getFragment(value);
    seen.add(value);
    return fragment != null && isSwitched(fragment.selectionSet, context, seen);
  });
}

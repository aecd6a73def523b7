import { type ASTNode, GraphQLError, Kind } from 'graphql';
import { ERROR_CODES } from '../../telemetry/report/error-codes.ts';

const CODES: ReadonlySet<unknown> = new Set(ERROR_CODES);

/**
 * Sees that an error has a code of the contract. What is left without one is the engine's own word: on values that the
 * caller gave (variables, arguments, conditions of `@skip` and `@include`), which is bad input, or on what a field came
 * to, which is a fault of ours.
 *
 * @param hideSuggestions takes names of the schema out of it
 */
export function codedError(error: GraphQLError, hideSuggestions: boolean): GraphQLError {
  if (CODES.has(error.extensions?.code)) return error;
  const { message, nodes, source, positions, path, extensions } = error;
  return new GraphQLError(hideSuggestions ? message.replace(/ Did you mean .*$/s, '') : message, {
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
    ...(path && { path }),
    extensions: { ...extensions, code: isOnInput(nodes) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR' },
  });
}

/** Whether an error of graphql-js points at a value, or at what must be given one; errors of results point at fields. */
function isOnInput(nodes: readonly ASTNode[] | undefined): boolean {
  return nodes !== undefined && nodes.length > 0 && nodes.every(({ kind }) => kind !== Kind.FIELD);
}

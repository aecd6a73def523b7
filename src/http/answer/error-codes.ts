import { GraphQLError } from 'graphql';

/** The codes of the contract. */
const CODES: ReadonlySet<unknown> = new Set([
  ...['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'FAILED_PRECONDITION'],
  ...['QUOTA_EXCEEDED', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'UPSTREAM_INVALID_RESPONSE'],
  ...['UPSTREAM_CALL_LIMIT', 'OPERATION_TOO_COMPLEX', 'OVERLOADED', 'INTERNAL_SERVER_ERROR'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
]);

/**
 * Sees that an error has a code of the contract. What is left without one is the engine's word on variables, whose
 * values do not fit their types: bad input, which "GraphQL over HTTP" answers like a document that is not valid.
 *
 * @param hideSuggestions takes names of the schema out of it
 */
export function codedError(error: GraphQLError, hideSuggestions: boolean): GraphQLError {
  if (CODES.has(error.extensions?.code)) return error;
  const { message, nodes, source, positions, path, extensions } = error;
  const http = extensions?.code === undefined && path === undefined ? { status: 400, spec: true } : extensions?.http;
  return new GraphQLError(hideSuggestions ? message.replace(/ Did you mean .*$/s, '') : message, {
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
    ...(path && { path }),
    extensions: { code: path === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR', ...(http && { http }) },
  });
}

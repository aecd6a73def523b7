import { GraphQLError } from 'graphql';

/** The codes of errors that concern a request as a whole. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'OVERLOADED'
  | 'OPERATION_TOO_COMPLEX'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'DOCUMENT_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'UPSTREAM_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** What a refusal may say beside its message. */
export interface RefusalDetails {
  readonly headers?: Readonly<Record<string, string>>;
  /** The argument that is at fault. */
  readonly argument?: string;
}

/**
 * Why a request is not executed, with its HTTP status. Errors without one are those of a well-formed request, which are
 * 200 as `application/json` (GraphQL over HTTP, section 6.4.1).
 */
export function refusal(
  status: number,
  code: RefusalCode,
  message: string,
  { headers, argument }: RefusalDetails = {},
): GraphQLError {
  const http = { status, ...(headers && { headers }) };
  return new GraphQLError(message, { extensions: { code, ...(argument !== undefined && { argument }), http } });
}

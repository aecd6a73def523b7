import type { HttpAnswer } from './door.ts';

/** The codes of the contract (design.md, "Errors"). */
export const CODES: readonly string[] = [
  ...['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'FAILED_PRECONDITION'],
  ...['QUOTA_EXCEEDED', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'UPSTREAM_INVALID_RESPONSE'],
  ...['UPSTREAM_CALL_LIMIT', 'OPERATION_TOO_COMPLEX', 'OVERLOADED', 'INTERNAL_SERVER_ERROR'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'DOCUMENT_NOT_FOUND'],
  ...['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
];

/** What only the inside of a gateway knows: files, frames, addresses, classes of its libraries, the caller's token. */
const INSIDE =
  /node_modules|\.ts\b|\n\s+at |127\.0\.0\.1|localhost|undefined|\[object |RequestError|ECONN|token-of-a-tenant/;

/** What is wrong with an answer, whatever was asked. A fault of the gateway itself counts. */
export function faultsOf({ status, body, text }: HttpAnswer): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`HTTP ${status}`);
  if (body.data === undefined && !(body.errors && body.errors.length > 0))
    faults.push(`no answer: ${text.slice(0, 100)}`);
  for (const { message, extensions } of body.errors ?? []) {
    if (!CODES.includes(extensions?.code ?? '')) faults.push(`code ${extensions?.code}: ${message}`);
    if (extensions?.code === 'INTERNAL_SERVER_ERROR') faults.push(`unforeseen: ${message}`);
    if (INSIDE.test(message)) faults.push(`inside: ${message}`);
  }
  return faults;
}

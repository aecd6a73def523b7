import { CfwError, type CfwErrorCode } from '../decoding/errors.ts';
import { TransportError } from '../wire/transport-error.ts';

const OPERATOR = 'The operator of this gateway should check IAM_ENDPOINT, IAM_DOMAIN, IAM_USERNAME and IAM_PASSWORD.';

/** The error for a login that got no answer. */
export function iamFault(error: unknown): CfwError {
  return error instanceof TransportError && error.fault === 'TIMEOUT' ? failure(504) : failure(503);
}

/** The error for an answer of IAM without a token (cfw-api 3.1). Nothing of IAM's own text is told. */
export function iamRefusal(status: number): CfwError {
  return failure(status);
}

function failure(status: number): CfwError {
  const [code, what] = status >= 500 ? SERVER_FAILURES[status === 504 ? 504 : 500] : (REFUSALS.get(status) ?? OTHER);
  return new CfwError(code, `${what} ${OPERATOR}`);
}

type Failure = readonly [CfwErrorCode, string];

const SERVER_FAILURES: Readonly<Record<500 | 504, Failure>> = {
  500: ['UPSTREAM_UNAVAILABLE', 'IAM could not be reached, so that CFW cannot be asked. Try again shortly.'],
  504: ['UPSTREAM_TIMEOUT', 'IAM did not answer in time, so that CFW cannot be asked. Try again.'],
};
const REFUSALS: ReadonlyMap<number, Failure> = new Map([
  [401, ['UNAUTHENTICATED', 'IAM did not accept the service user of this gateway.']],
  [403, ['FORBIDDEN', 'The service user of this gateway may not use this project.']],
  [404, ['FORBIDDEN', 'IAM knows no such project for the service user of this gateway.']],
  [429, ['RATE_LIMITED', 'IAM limits how often this gateway may log in. Try again later.']],
]);
const OTHER: Failure = ['UPSTREAM_INVALID_RESPONSE', 'IAM gave an answer without a usable token.'];

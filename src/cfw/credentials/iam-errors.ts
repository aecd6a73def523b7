import { CfwError, type CfwErrorCode } from '../decoding/errors.ts';
import { TransportError, type TransportFault } from '../wire/transport-error.ts';
import { MAX_TOKEN_LENGTH } from './credentials.ts';

const OPERATOR = 'The operator of this gateway should check IAM_ENDPOINT, IAM_DOMAIN, IAM_USERNAME and IAM_PASSWORD.';

/** The error for a login that got no whole answer. */
export function iamFault(error: unknown): CfwError {
  return told(error instanceof TransportError ? (FAULTS[error.fault] ?? UNREACHABLE) : UNREACHABLE);
}

/** The error for an answer of IAM without a token that can be used (cfw-api 3.1). Nothing of IAM's own text is told. */
export function iamRefusal(status: number, token: string | null): CfwError {
  if (token !== null && token.length > MAX_TOKEN_LENGTH) return told(TOKEN_TOO_LONG);
  if (status >= 500) return told(status === 504 ? TOO_SLOW : UNREACHABLE);
  return told(REFUSALS.get(status) ?? OTHER);
}

function told([code, what]: Failure): CfwError {
  return new CfwError(code, `${what} ${OPERATOR}`);
}

type Failure = readonly [CfwErrorCode, string];

const UNREACHABLE: Failure = [
  'UPSTREAM_UNAVAILABLE',
  'IAM could not be reached, so that CFW cannot be asked. Try again shortly.',
];
const CHECK_PROXY = 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.';
const TOO_SLOW: Failure = ['UPSTREAM_TIMEOUT', 'IAM did not answer in time, so that CFW cannot be asked. Try again.'];
const FAULTS: Readonly<Partial<Record<TransportFault, Failure>>> = {
  UNCONNECTED: ['UPSTREAM_UNAVAILABLE', 'No connection to IAM could be made in time. Try again shortly.'],
  BROKEN: ['UPSTREAM_UNAVAILABLE', 'The connection to IAM broke while its answer was read. Try again shortly.'],
  TLS: ['UPSTREAM_UNAVAILABLE', 'The TLS certificate of IAM was not accepted.'],
  TIMEOUT: TOO_SLOW,
  TOO_LARGE: ['UPSTREAM_INVALID_RESPONSE', 'IAM sent an answer of more than 16 MiB, which is not read.'],
  HEADERS_TOO_LARGE: [
    'UPSTREAM_INVALID_RESPONSE',
    'IAM sent an answer with more than 128 KiB of headers, which is not read.',
  ],
  MALFORMED: ['UPSTREAM_INVALID_RESPONSE', 'IAM sent an answer that is damaged.'],
  PROXY_UNREACHED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to IAM could not be reached. ${CHECK_PROXY}`],
  PROXY_REFUSED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to IAM made no connection to it. ${CHECK_PROXY}`],
  PROXY_AUTHENTICATION: [
    'UPSTREAM_UNAVAILABLE',
    `The proxy on the way to IAM did not accept the user and password that it was given, or was given none. ${CHECK_PROXY}`,
  ],
  PROXY_TIMEOUT: [
    'UPSTREAM_UNAVAILABLE',
    `No connection to IAM could be made in time through the proxy on the way. ${CHECK_PROXY}`,
  ],
};
const TOKEN_TOO_LONG: Failure = [
  'UPSTREAM_INVALID_RESPONSE',
  `IAM gave a token of more than ${MAX_TOKEN_LENGTH} characters, which the API gateway of CFW does not take.`,
];
const REFUSALS: ReadonlyMap<number, Failure> = new Map([
  [401, ['UNAUTHENTICATED', 'IAM did not accept the service user of this gateway.']],
  [403, ['FORBIDDEN', 'The service user of this gateway may not use this project.']],
  [404, ['FORBIDDEN', 'IAM knows no such project for the service user of this gateway.']],
  [429, ['RATE_LIMITED', 'IAM limits how often this gateway may log in. Try again later.']],
]);
const OTHER: Failure = ['UPSTREAM_INVALID_RESPONSE', 'IAM gave an answer without a usable token.'];

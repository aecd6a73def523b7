import type { RateLimit } from '../../shared/rates.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { type ErrorBody, plainCode, plainText, readErrorBody } from '../decoding/error-body.ts';
import {
  type CodeMeaning,
  isCfwCode,
  meaningOfCfwCode,
  meaningOfGatewayCode,
  meaningOfStatus,
} from '../decoding/error-codes.ts';
import { CfwError, type CfwErrorCode, type UpstreamFacts } from '../decoding/errors.ts';
import { readThrottle } from '../decoding/throttle.ts';
import type { Answer } from '../wire/transport.ts';
import type { TransportFault } from '../wire/transport-error.ts';

/** A failed attempt: the error it would end the call with, and what is known about trying again. */
export interface Refusal {
  readonly error: CfwError;
  readonly retryable: boolean;
  /** How long the upstream asks to wait, in milliseconds; 0 when it does not say. */
  readonly waitMs: number;
  /** What CFW allows the credential, where it has named that; else null. */
  readonly limit: RateLimit | null;
}

const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const RETRYABLE_FAULTS: ReadonlySet<TransportFault> = new Set([
  ...(['STALE', 'UNCONNECTED', 'CONNECTION', 'BROKEN'] as const),
  ...(['PROXY_UNREACHED', 'PROXY_REFUSED', 'PROXY_TIMEOUT'] as const),
]);

/** What may be told of an answer: its status, and code and request id where they look like such. */
export function factsOf(answer: Answer, credentials: Credentials, body: ErrorBody | null = null): UpstreamFacts {
  return {
    status: answer.status,
    errorCode: hide(body?.errorCode ?? null, credentials),
    requestId: hide(plainCode(answer.header('x-request-id')) ?? body?.requestId ?? null, credentials),
  };
}

/** Reads an answer that is an error (cfw-api, section 5). `status` is the one that the error comes with. */
export function refusalOf(answer: Answer, status: number, credentials: Credentials): Refusal {
  const body = readErrorBody(answer.body);
  const { errorCode, message } = body;
  const facts = factsOf(answer, credentials, body);
  if (status < 400) return { error: new CfwError('UPSTREAM_INVALID_RESPONSE', noAnswer(status), facts), ...NEVER };

  const own = errorCode === null ? undefined : meaningOfCfwCode(errorCode);
  const meaning: CodeMeaning = own ??
    (errorCode === null ? undefined : meaningOfGatewayCode(errorCode)) ?? {
      code: meaningOfStatus(status),
      retryable: false,
    };
  const { windowMs, limit } = readThrottle(errorCode, message);
  const waitMs = Math.max(retryAfterMs(answer), windowMs);
  // Only CFW's own messages may be told. The API gateway's echo requests, tokens and addresses (cfw-api 5.3).
  const told = isCfwCode(errorCode) && message !== null ? plainText(credentials.conceal(message)) : '';
  const text = `${told === '' ? '' : `CFW says: ${told}${/[.!?…]$/.test(told) ? '' : '.'} `}${advice(meaning.code, credentials, waitMs)}`;
  return {
    error: new CfwError(meaning.code, text, facts, waitMs),
    retryable: meaning.retryable || RETRYABLE_STATUSES.has(status),
    waitMs,
    limit,
  };
}

/** Reads a failed exchange: there was no answer at all, or none that can be read. */
export function refusalOfFault(fault: TransportFault): Refusal {
  const [code, message] = FAULTS[fault];
  return {
    error: new CfwError(code, message, { status: null, errorCode: null, requestId: null }),
    retryable: RETRYABLE_FAULTS.has(fault),
    waitMs: 0,
    limit: null,
  };
}

/** The error of a call that was not made, because CFW would have refused it: it may leave after so many milliseconds. */
export function tooSoon(waitMs: number): CfwError {
  return new CfwError(
    'RATE_LIMITED',
    throttleAdvice(waitMs),
    { status: null, errorCode: null, requestId: null },
    waitMs,
  );
}

const NEVER = { retryable: false, waitMs: 0, limit: null };
const UNREACHABLE =
  'CFW could not be reached. Try again shortly; if it stays, the operator of this gateway should check CFW_ENDPOINT and the network.';
const CHECK_PROXY = 'The operator of this gateway should check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.';
const TOO_SLOW = 'CFW did not answer in time. Try again, or ask for fewer rows.';

const FAULTS: Readonly<Record<TransportFault, readonly [CfwErrorCode, string]>> = {
  STALE: ['UPSTREAM_UNAVAILABLE', UNREACHABLE],
  UNCONNECTED: [
    'UPSTREAM_UNAVAILABLE',
    'No connection to CFW could be made in time. Try again shortly; if it stays, the operator of this gateway should check CFW_ENDPOINT and the network.',
  ],
  CONNECTION: ['UPSTREAM_UNAVAILABLE', UNREACHABLE],
  BROKEN: [
    'UPSTREAM_UNAVAILABLE',
    'The connection to CFW broke while its answer was read. Try again shortly; if it stays, the operator of this gateway should check the network, and what stands between.',
  ],
  TLS: [
    'UPSTREAM_UNAVAILABLE',
    'The TLS certificate at CFW_ENDPOINT was not accepted. The operator of this gateway should check the endpoint and the trusted certificates.',
  ],
  TIMEOUT: ['UPSTREAM_TIMEOUT', TOO_SLOW],
  TOO_LARGE: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer of more than 16 MiB, which is not read. Ask for fewer rows.',
  ],
  HEADERS_TOO_LARGE: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer with more than 128 KiB of headers, which is not read. The operator of this gateway should check CFW_ENDPOINT, and what stands between.',
  ],
  MALFORMED: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer that is damaged. Try again; if it stays, the operator of this gateway should check CFW_ENDPOINT.',
  ],
  CANCELLED: ['UPSTREAM_TIMEOUT', TOO_SLOW],
  PROXY_UNREACHED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to CFW could not be reached. ${CHECK_PROXY}`],
  PROXY_REFUSED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to CFW made no connection to it. ${CHECK_PROXY}`],
  PROXY_AUTHENTICATION: [
    'UPSTREAM_UNAVAILABLE',
    `The proxy on the way to CFW did not accept the user and password that it was given, or was given none. ${CHECK_PROXY}`,
  ],
  PROXY_TIMEOUT: [
    'UPSTREAM_UNAVAILABLE',
    `No connection to CFW could be made in time through the proxy on the way. ${CHECK_PROXY}`,
  ],
};

function advice(code: CfwErrorCode, credentials: Credentials, waitMs: number): string {
  if (code === 'UNAUTHENTICATED') return `CFW did not accept the credentials. ${credentials.advice}`;
  return code === 'RATE_LIMITED' ? throttleAdvice(waitMs) : (ADVICE[code] ?? '');
}

function throttleAdvice(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return `CFW limits how often this project may call. Try again ${seconds > 0 ? `in ${seconds} s` : 'later'}, with fewer or larger pages.`;
}

const ADVICE: Readonly<Partial<Record<CfwErrorCode, string>>> = {
  BAD_USER_INPUT: 'CFW refused an argument. Correct the ids and filters of this field.',
  FORBIDDEN: 'These credentials may not do this in this project. Ask its administrator for the right to read CFW.',
  NOT_FOUND: 'CFW does not know what was asked for. Check the ids, the project and the region.',
  CONFLICT: 'Something else holds or already has this. Read it again, then try once more.',
  FAILED_PRECONDITION: 'The firewall is not in a state that allows this. Check its status, then try again.',
  QUOTA_EXCEEDED: 'A quota of CFW is used up. Delete what is not needed, or ask for a larger quota.',
  UPSTREAM_UNAVAILABLE: 'CFW cannot answer now. Try again shortly.',
  UPSTREAM_TIMEOUT: TOO_SLOW,
};

function noAnswer(status: number): string {
  const what =
    status >= 300
      ? 'a redirect, which is not followed'
      : `${status === 200 ? 'an error' : 'a status'} that no document names`;
  return `CFW answered with ${what} (HTTP ${status}). The operator of this gateway should check CFW_ENDPOINT.`;
}

function hide(code: string | null, credentials: Credentials): string | null {
  return code === null ? null : plainCode(credentials.conceal(code));
}

/** Retry-After in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(answer: Answer): number {
  const value = answer.header('retry-after') ?? '';
  const ms = /^[0-9]{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? ms : 0;
}

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
import { CfwError, type UpstreamFacts } from '../decoding/errors.ts';
import { readThrottle } from '../decoding/throttle.ts';
import type { Answer } from '../wire/answer.ts';
import { advice, throttleAdvice } from './advice.ts';

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

import { isUnknownToCfw } from '../cfw/decoding/error-codes.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { PollOutcome } from './poller.ts';

const FINAL: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'UPSTREAM_CALL_LIMIT']);

/** Whether an error says that it makes no sense to go on: CFW will not show the list to these credentials again. */
export function isFinal(error: Error): boolean {
  return error instanceof CfwError && (FINAL.has(error.code) || isUnknownToCfw(error));
}

/** What a failed poll means for the next one. */
export function failureOf(error: Error): PollOutcome['failure'] {
  if (!(error instanceof CfwError)) return { isThrottled: false, waitMs: 0 };
  return { isThrottled: error.code === 'RATE_LIMITED', waitMs: error.waitMs };
}

/** The code that a failed poll is counted by. */
export function codeOf(error: Error): string {
  return error instanceof CfwError ? error.code : 'INTERNAL_SERVER_ERROR';
}

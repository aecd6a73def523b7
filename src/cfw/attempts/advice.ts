import type { Credentials } from '../credentials/credentials.ts';
import type { CfwErrorCode } from '../decoding/errors.ts';

export const TOO_SLOW = 'CFW did not answer in time. Try again, or ask for fewer rows.';

/** What the client may do about an error of this code. */
export function advice(code: CfwErrorCode, credentials: Credentials, waitMs: number): string {
  if (code === 'UNAUTHENTICATED') return `CFW did not accept the credentials. ${credentials.advice}`;
  return code === 'RATE_LIMITED' ? throttleAdvice(waitMs) : (ADVICE[code] ?? '');
}

/** What the client may do when CFW is asked too often. */
export function throttleAdvice(waitMs: number): string {
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

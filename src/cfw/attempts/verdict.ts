import { errorCodeIn } from '../decoding/error-body.ts';
import { statusOfCode } from '../decoding/error-codes.ts';
import type { Answer } from '../wire/answer.ts';

/** What an answer is: an error, or what was asked for; and the status that says so. */
export interface Verdict {
  readonly isError: boolean;
  /** The answer's own; of an error that came with 200, the one that the documents have for its code. */
  readonly status: number;
}

/**
 * Tells an error from a page. An error body with HTTP 200 is that error: some gateways and proxies in between keep the
 * body and lose the status. A code that no document names makes it one only where there is no `data`, since `0` may be
 * the code of a success.
 */
export function verdictOf({ status, body }: Answer): Verdict {
  if (status !== 200) return { isError: true, status };
  const errorCode = errorCodeIn(body);
  if (errorCode === null) return FINE;
  const meant = statusOfCode(errorCode);
  if (meant !== null) return { isError: true, status: meant };
  return { isError: !/"data"\s*:/.test(body.text), status };
}

const FINE: Verdict = { isError: false, status: 200 };

import { CfwError, type CfwErrorCode, type UpstreamFacts } from '../decoding/errors.ts';

/** What a call came to, as one replica tells it to others: the facts of the answer with its body, or CFW's own refusal. */
type Told =
  | { readonly facts: UpstreamFacts | null; readonly body: string }
  | {
      readonly code: CfwErrorCode;
      readonly message: string;
      readonly facts: UpstreamFacts;
      readonly waitMs: number;
    };

/** @returns the text of an answer */
export function textOfAnswer(facts: UpstreamFacts | null, body: string): string {
  return JSON.stringify({ facts, body } satisfies Told);
}

/** @returns the text of an error; null for what only the replica itself can know: CFW has not said anything */
export function textOfError(error: unknown): string | null {
  if (!(error instanceof CfwError) || error.upstream === undefined || error.upstream.status === null) return null;
  const { code, message, upstream: facts, waitMs } = error;
  return JSON.stringify({ code, message, facts, waitMs } satisfies Told);
}

/** @throws CfwError when that is what the other replica was told */
export function readAnswerText(text: string): { readonly facts: UpstreamFacts | null; readonly body: string } {
  const told = JSON.parse(text) as Told;
  if ('body' in told) return told;
  throw new CfwError(told.code, told.message, told.facts, told.waitMs);
}

/** What one step of a check has found, in words that tell what to do when it is not well. No secret is in it. */
export interface Finding {
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** What was looked at, in a word or two. */
  readonly step: string;
  readonly text: string;
}

export const ok = (step: string, text: string): Finding => ({ outcome: 'ok', step, text });
export const failed = (step: string, text: string): Finding => ({ outcome: 'failed', step, text });
export const skipped = (step: string, text: string): Finding => ({ outcome: 'skipped', step, text });

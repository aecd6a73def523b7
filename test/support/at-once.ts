import { beforeAll, test } from '@jest/globals';

/**
 * Declares tests that do little but wait: all run at the same time, so that they wait but once. What one does must not be
 * seen by another: each has a bed of its own.
 */
export function testAtOnce(cases: Readonly<Record<string, () => Promise<void>>>): void {
  const running = new Map<string, Promise<void>>();
  beforeAll(() => {
    for (const [name, run] of Object.entries(cases)) {
      const outcome = run();
      // It is told of where it is waited for.
      outcome.catch(() => undefined);
      running.set(name, outcome);
    }
  });
  test.each(Object.keys(cases))('%s', (name) => running.get(name));
}

import type { Trial } from './trial.ts';

/** What each fault strikes: the sendings, one fault after the other; and the reads. */
export function faultsFor(
  { faults, listFault }: Trial,
  operations: readonly string[],
  listOperation: string,
): object[] {
  const ofWrites = operations.flatMap((operation) =>
    faults.map(({ fault, times }) => ({ ...fault, times, match: { operation } })),
  );
  const { fault, skip } = listFault ?? {};
  return fault === undefined
    ? ofWrites
    : [...ofWrites, { ...fault, skip, times: 1, match: { operation: listOperation } }];
}

/** Waits until a port that was closed for a while is open. */
export async function opened(url: string, refuseMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, refuseMs));
  for (;;) {
    try {
      // A connection that is kept would tell nothing of the port.
      await fetch(`${url}/_simulator/faults`, { headers: { connection: 'close' } });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

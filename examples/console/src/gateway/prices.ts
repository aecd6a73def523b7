import { useSyncExternalStore } from 'react';

/** `extensions.explain` of an answer: what an operation cost at CFW. */
export interface Price {
  readonly upstreamCalls: number;
  readonly savedCalls: number;
}

/** What the view on screen has cost so far. */
export interface Bill {
  readonly operations: number;
  readonly calls: number;
  readonly saved: number;
  readonly last: readonly { readonly name: string; readonly calls: number; readonly saved: number }[];
}

const NOTHING: Bill = { operations: 0, calls: 0, saved: 0, last: [] };
const SHOWN = 6;
let bill = NOTHING;
const readers = new Set<() => void>();

function become(next: Bill): void {
  bill = next;
  for (const read of readers) read();
}

/** Another view begins with nothing. */
export const newBill = () => become(NOTHING);

export function spent(name: string, { upstreamCalls: calls, savedCalls: saved }: Price): void {
  become({
    operations: bill.operations + 1,
    calls: bill.calls + calls,
    saved: bill.saved + saved,
    last: [{ name, calls, saved }, ...bill.last].slice(0, SHOWN),
  });
}

export function useBill(): Bill {
  return useSyncExternalStore(
    (read) => {
      readers.add(read);
      return () => readers.delete(read);
    },
    () => bill,
  );
}

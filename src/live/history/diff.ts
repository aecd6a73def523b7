import type { Picture } from './picture.ts';

/** What became of one row between two pictures: its digest in each; null where it was not there. */
export interface RowChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed between two pictures of a list, by the rows' ids. What is not in it is the same in both. */
export type Diff = ReadonlyMap<string, RowChange>;

/** The diff that leads from one picture to another. */
export function diffOf({ digests: from }: Pick<Picture, 'digests'>, { digests: to }: Pick<Picture, 'digests'>): Diff {
  const diff = new Map<string, RowChange>();
  for (const [id, after] of to) {
    const before = from.get(id) ?? null;
    if (before !== after) diff.set(id, { before, after });
  }
  for (const [id, before] of from) if (!to.has(id)) diff.set(id, { before, after: null });
  return diff;
}

/**
 * The diff that leads from the first picture of several diffs, each of which begins where the one before it ends, to the
 * last. A row that is again what it was at first is not in it.
 */
export function joined(diffs: readonly Diff[]): Diff {
  const whole = new Map<string, RowChange>();
  for (const diff of diffs) {
    for (const [id, { before, after }] of diff) {
      const earlier = whole.get(id);
      const net = { before: earlier === undefined ? before : earlier.before, after };
      if (net.before === net.after) whole.delete(id);
      else whole.set(id, net);
    }
  }
  return whole;
}

import type { Identify, Segment } from './segment.ts';

/**
 * The identities that several replies brought at different offsets: of rows that moved from one to the other in between,
 * or of rows that CFW has twice.
 */
export function repeatedIn<Row>(segments: readonly Segment<Row>[]): string[] {
  const met = new Set<string>();
  const repeated: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const others = segments.slice(0, index);
    for (let at = segment.start; at < segment.end && index > 0; at++) {
      const identity = segment.identity(at);
      // Where two replies brought the same offset, they agree on its row.
      if (identity !== null && met.has(identity) && !others.some((other) => other.holds(at))) repeated.push(identity);
    }
    // What one reply has twice, CFW has twice. Nothing is compared with the last one.
    for (let at = segment.start; at < segment.end && index < segments.length - 1; at++) {
      const identity = segment.identity(at);
      if (identity !== null) met.add(identity);
    }
  }
  return repeated;
}

/** Rows of a mixture of several states of a list, each where it stands first. */
export function withoutRepeated<Row>(rows: readonly Row[], identify: Identify<Row>): Row[] {
  const met = new Set<string>();
  return rows.filter((row) => {
    const identity = identify(row);
    if (identity === null) return true;
    const isNew = !met.has(identity);
    met.add(identity);
    return isNew;
  });
}

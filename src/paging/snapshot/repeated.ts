import type { Identify, Segment } from './segment.ts';

/**
 * The identities that several replies brought at different offsets: of rows that moved from one to the other in between,
 * or of rows that CFW has twice.
 */
export function repeatedIn<Row>(segments: readonly Segment<Row>[]): string[] {
  if (segments.length < 2) return [];
  const met = new Map<string | null, number>();
  const repeated: string[] = [];
  for (const segment of segments) {
    const identities = segment.rows.map((_, index) => segment.identity(segment.start + index));
    for (const [index, identity] of identities.entries()) {
      if (identity !== null && (met.get(identity) ?? segment.start + index) !== segment.start + index)
        repeated.push(identity);
    }
    // What one reply has twice, CFW has twice.
    for (const [index, identity] of identities.entries()) met.set(identity, segment.start + index);
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

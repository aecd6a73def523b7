/** CFW's limit: the most rows one list call returns (document "Querying a Packet Capture Task", Table 2). */
export const MAX_ROWS_PER_CALL = 1024;

/** A run of rows of a list: `start` is the offset of the first, `end` the offset after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span within the list's bounds; `end` may be unknown (Infinity). Empty when nothing is left of it. */
export function clip(span: Span, end: number): Span {
  const start = Math.min(Math.max(span.start, 0), end);
  return { start, end: Math.max(start, Math.min(span.end, end)) };
}

/** Sorted, disjoint spans that hold the same rows: overlapping and adjacent ones are merged, empty ones dropped. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}

/** What of a span none of these spans holds, in order. */
export function gaps({ start, end }: Span, known: readonly Span[]): Span[] {
  // Mostly one of them holds it all.
  if (known.some((one) => one.start <= start && end <= one.end)) return [];
  const missing: Span[] = [];
  let from = start;
  for (const span of union(known)) {
    if (span.end <= from) continue;
    if (span.start >= end) break;
    if (span.start > from) missing.push({ start: from, end: span.start });
    from = span.end;
  }
  if (from < end) missing.push({ start: from, end });
  return missing;
}

import { fingerprint } from './fingerprint.ts';
import { clip, type Span, union } from './span.ts';

/** What one list call brought: rows from `offset` on, and the list's `total` at that moment. */
export interface ReadPage<Row> {
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

interface Segment<Row> extends Span {
  readonly rows: readonly Row[];
  /** Fingerprints of the rows, made when first asked for; 0 = not made yet, or a row without an identity. */
  readonly prints: Uint32Array;
}

/**
 * What is known of a list so far: the rows that calls have brought, by offset, and the total. Immutable.
 *
 * Replies with different totals were given before and after a change of the list; their offsets do not belong together.
 * So a reply that contradicts what was known replaces it (unless the caller settles for a mixture).
 */
export class Snapshot<Row> {
  readonly #identify: (row: Row) => string | null;
  /** Newest first: where two replies brought the same offset, the newer one counts. */
  readonly #segments: readonly Segment<Row>[];
  /** The list's total in the latest reply; null before the first. */
  readonly total: number | null;
  /** Where the list ends: at its total, or earlier where a reply came back empty although the total promised rows. */
  readonly end: number;

  private constructor(
    identify: (row: Row) => string | null,
    segments: readonly Segment<Row>[],
    total: number | null,
    end: number,
  ) {
    this.#identify = identify;
    this.#segments = segments;
    this.total = total;
    this.end = end;
  }

  /** Nothing known yet. `identify` gives what tells a row from all others of its list, or null. */
  static empty<Row>(identify: (row: Row) => string | null): Snapshot<Row> {
    return new Snapshot(identify, [], null, Number.POSITIVE_INFINITY);
  }

  /** What is known after one more reply. */
  with(page: ReadPage<Row>, acceptMixture = false): Snapshot<Row> {
    const { offset, total } = page;
    const rows = offset + page.rows.length > total ? page.rows.slice(0, Math.max(0, total - offset)) : page.rows;
    const segment = { start: offset, end: offset + rows.length, rows, prints: new Uint32Array(rows.length) };
    const kept = acceptMixture || this.agreesWith(page) ? this.#segments : [];
    const end = total === this.total ? this.end : total;
    if (rows.length === 0) return new Snapshot(this.#identify, kept, total, Math.min(end, offset));
    return new Snapshot(this.#identify, [segment, ...kept], total, end);
  }

  /** Whether a reply can have been given by the list as it is known: the same total, the same rows where both have them. */
  agreesWith({ offset, total, rows }: ReadPage<Row>): boolean {
    if (this.total === null) return true;
    if (this.total !== total) return false;
    return this.#segments.every((known) => {
      for (let at = Math.max(known.start, offset); at < Math.min(known.end, offset + rows.length); at++) {
        if (this.#identify(rows[at - offset]!) !== this.#identify(known.rows[at - known.start]!)) return false;
      }
      return true;
    });
  }

  /** The rows of `span` that no reply has brought yet, within the list's bounds. */
  missing(span: Span): Span[] {
    const { start, end } = clip(span, this.end);
    const gaps: Span[] = [];
    let from = start;
    for (const known of union(this.#segments)) {
      if (known.end <= from) continue;
      if (known.start >= end) break;
      if (known.start > from) gaps.push({ start: from, end: known.start });
      from = known.end;
    }
    if (from < end) gaps.push({ start: from, end });
    return gaps;
  }

  covers(span: Span): boolean {
    return this.missing(span).length === 0;
  }

  /** The rows of `span`, which must be covered. */
  slice(span: Span): Row[] {
    const { start, end } = clip(span, this.end);
    const only = this.#segmentOf(start);
    if (only !== undefined && only.end >= end) return only.rows.slice(start - only.start, end - only.start);
    return Array.from({ length: end - start }, (_, index) => {
      const segment = this.#segmentOf(start + index)!;
      return segment.rows[start + index - segment.start]!;
    });
  }

  /** The row at an offset, when a reply brought it. */
  at(offset: number): Row | undefined {
    const segment = this.#segmentOf(offset);
    return segment?.rows[offset - segment.start];
  }

  /** The fingerprint of the row at an offset; 0 when the row is not known or has no identity. */
  print(offset: number): number {
    const segment = this.#segmentOf(offset);
    return segment === undefined ? 0 : this.#printIn(segment, offset - segment.start);
  }

  /** The second, independent fingerprint of the row at an offset; 0 as above. */
  secondPrint(offset: number): number {
    const row = this.at(offset);
    const identity = row === undefined ? null : this.#identify(row);
    return identity === null ? 0 : fingerprint(identity, 2);
  }

  /** The row with this identity, when a reply brought it. */
  record(identity: string): Row | undefined {
    const offset = this.find(fingerprint(identity)).find((at) => this.#identify(this.at(at)!) === identity);
    return offset === undefined ? undefined : this.at(offset);
  }

  /** The offsets, in no promised order, at which a row with this fingerprint stands. */
  find(print: number): number[] {
    const found: number[] = [];
    for (const segment of this.#segments) {
      for (let index = 0; index < segment.rows.length; index++) {
        const offset = segment.start + index;
        if (this.#printIn(segment, index) === print && !found.includes(offset)) found.push(offset);
      }
    }
    return found;
  }

  #segmentOf(offset: number): Segment<Row> | undefined {
    return this.#segments.find(({ start, end }) => start <= offset && offset < end);
  }

  #printIn(segment: Segment<Row>, index: number): number {
    const known = segment.prints[index]!;
    if (known !== 0) return known;
    const identity = this.#identify(segment.rows[index]!);
    if (identity === null) return 0;
    const print = fingerprint(identity);
    segment.prints[index] = print;
    return print;
  }
}

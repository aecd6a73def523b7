import { isContradictory, leastTotal, type ReadPage } from './read-page.ts';
import { repeatedIn } from './repeated.ts';
import { type Identify, Segment } from './segment.ts';
import { clip, gaps, type Span, union } from './span.ts';

interface State<Row> {
  readonly identify: Identify<Row>;
  readonly reply: ReadPage<Row> | null;
  /** Newest first: where two replies brought the same offset, the newer one counts. */
  readonly segments: readonly Segment<Row>[];
  readonly total: number | null;
  readonly end: number;
  readonly isMixed: boolean;
}

/** What is known of a list so far: the rows that calls have brought, by offset, and the total. Immutable. */
export class Snapshot<Row> {
  readonly #identify: Identify<Row>;
  readonly #segments: readonly Segment<Row>[];
  #records: ReadonlyMap<string | null, Row> | undefined;
  /** The list's total in the latest reply; null before the first. */
  readonly total: number | null;
  /** Where the list ends: at its total, or earlier where a reply came back empty although the total promised rows. */
  readonly end: number;
  /** Whether it holds replies that contradict each other: rows may stand in it twice, or not at all. */
  readonly isMixed: boolean;
  /** The one reply that all of it is known by; null where that is none, or several. */
  readonly reply: ReadPage<Row> | null;

  private constructor({ identify, reply, segments, total, end, isMixed }: State<Row>) {
    this.#identify = identify;
    this.reply = reply;
    this.#segments = segments;
    this.total = total;
    this.end = end;
    this.isMixed = isMixed;
  }

  /** Nothing known yet. */
  static empty<Row>(identify: Identify<Row>): Snapshot<Row> {
    const end = Number.POSITIVE_INFINITY;
    return new Snapshot({ identify, reply: null, segments: [], total: null, end, isMixed: false });
  }

  /**
   * What is known after one more reply. Replies that contradict each other were given before and after a change of the
   * list, and their offsets do not belong together: then the new reply is all that is known. Nothing is, when it
   * contradicts itself.
   */
  with(page: ReadPage<Row>): Snapshot<Row> {
    if (isContradictory(page)) return Snapshot.empty(this.#identify);
    const agrees = this.agreesWith(page);
    return (agrees ? this : Snapshot.empty(this.#identify)).#joinedBy(page, agrees && this.isMixed);
  }

  /** What is known after one more reply, for a caller that settles for a mixture. */
  mixedWith(page: ReadPage<Row>): Snapshot<Row> {
    return this.#joinedBy(page, this.isMixed || isContradictory(page) || !this.agreesWith(page));
  }

  #joinedBy(page: ReadPage<Row>, isMixed: boolean): Snapshot<Row> {
    const { offset, rows } = page;
    const total = leastTotal(page);
    const identify = this.#identify;
    const segments = rows.length === 0 ? this.#segments : [new Segment(identify, offset, rows), ...this.#segments];
    const promised = total === this.total ? this.end : total;
    const end = rows.length === 0 ? Math.min(promised, offset) : promised;
    const reply = this.total === null ? page : null;
    return new Snapshot({ identify, reply, segments, total, end, isMixed });
  }

  /** Whether a reply can have been given by the list as it is known: the same total, the same rows where both have them. */
  agreesWith(page: ReadPage<Row>): boolean {
    if (this.total === null) return true;
    return this.total === page.total && this.#segments.every((known) => known.agreesWith(page));
  }

  /** The identities that several replies brought at different offsets. */
  repeated(): string[] {
    return repeatedIn(this.#segments);
  }

  /** The rows of `span` that no reply has brought yet, within the list's bounds. */
  missing(span: Span): Span[] {
    return gaps(clip(span, this.end), this.#segments);
  }

  /** Whether a reply has brought the row at an offset. */
  holds(offset: number): boolean {
    return this.#segmentOf(offset) !== undefined;
  }

  /** Whether nothing of `span` is missing. */
  covers(span: Span): boolean {
    return this.missing(span).length === 0;
  }

  /** All rows that replies have brought, in order. */
  held(): Row[] {
    return ([] as Row[]).concat(...union(this.#segments).map((span) => this.slice(span)));
  }

  /** The rows of `span`, which must be covered. */
  slice(span: Span): Row[] {
    const { start, end } = clip(span, this.end);
    let rows: Row[] = [];
    for (let at = start; at < end; ) {
      const { segment, until } = this.#runFrom(at);
      rows = rows.concat(segment.rows.slice(at - segment.start, Math.min(until, end) - segment.start));
      at = until;
    }
    return rows;
  }

  /** The fingerprint of the row at an offset; 0 when the row is not known or has no identity. */
  print(offset: number): number {
    return this.#segmentOf(offset)?.print(offset) ?? 0;
  }

  /** The second, independent fingerprint of the row at an offset; 0 as above. */
  secondPrint(offset: number): number {
    return this.#segmentOf(offset)?.secondPrint(offset) ?? 0;
  }

  /** The row with this identity, when a reply brought it. */
  record(identity: string): Row | undefined {
    this.#records ??= new Map(
      this.#segments.flatMap(({ rows }) => rows.map((row) => [this.#identify(row), row] as const)),
    );
    return this.#records.get(identity);
  }

  /** The offsets at which a row with this fingerprint stands, the newest reply's first. */
  find(print: number): number[] {
    return this.#segments.flatMap((known) => known.find(print).filter((offset) => this.#segmentOf(offset) === known));
  }

  #segmentOf(offset: number): Segment<Row> | undefined {
    for (const segment of this.#segments) if (segment.holds(offset)) return segment;
    return undefined;
  }

  /** The segment whose rows count from an offset on, which must be held, and up to where: its end, or a newer one. */
  #runFrom(offset: number): { segment: Segment<Row>; until: number } {
    const at = this.#segments.findIndex((segment) => segment.holds(offset));
    const segment = this.#segments[at]!;
    const newer = this.#segments.slice(0, at).filter(({ start }) => start > offset);
    return { segment, until: Math.min(segment.end, ...newer.map(({ start }) => start)) };
  }
}

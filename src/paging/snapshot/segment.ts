import { writeFingerprints } from './fingerprint.ts';
import type { ReadPage } from './read-page.ts';
import type { Span } from './span.ts';

/** What tells a row from all others of its list; null for a row that has nothing of the kind. */
export type Identify<Row> = (row: Row) => string | null;

/** The rows that one reply brought. Fingerprints are made when first asked for. */
export class Segment<Row> implements Span {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
  readonly #identify: Identify<Row>;
  /** 0: not made yet, or a row without an identity. */
  readonly #prints: Uint32Array;
  readonly #secondPrints: Uint32Array;
  #isPrinted = false;

  constructor(identify: Identify<Row>, start: number, rows: readonly Row[]) {
    this.start = start;
    this.end = start + rows.length;
    this.rows = rows;
    this.#identify = identify;
    this.#prints = new Uint32Array(rows.length);
    this.#secondPrints = new Uint32Array(rows.length);
  }

  holds(offset: number): boolean {
    return this.start <= offset && offset < this.end;
  }

  identity(offset: number): string | null {
    return this.#identify(this.rows[offset - this.start]!);
  }

  /** Whether a reply has the same rows where both have any. */
  agreesWith({ offset, rows }: Pick<ReadPage<Row>, 'offset' | 'rows'>): boolean {
    const end = Math.min(this.end, offset + rows.length);
    for (let at = Math.max(this.start, offset); at < end; at++) {
      if (this.#identify(rows[at - offset]!) !== this.identity(at)) return false;
    }
    return true;
  }

  /** The fingerprint of the row at an offset that it holds; 0 when the row has no identity. */
  print(offset: number): number {
    const index = offset - this.start;
    const known = this.#prints[index]!;
    if (known !== 0) return known;
    this.#make(offset, index);
    return this.#prints[index]!;
  }

  /** The offsets at which a row with this fingerprint stands. */
  find(print: number): number[] {
    if (!this.#isPrinted) for (let offset = this.start; offset < this.end; offset++) this.print(offset);
    this.#isPrinted = true;
    const found: number[] = [];
    for (let index = this.#prints.indexOf(print); index >= 0; index = this.#prints.indexOf(print, index + 1)) {
      found.push(this.start + index);
    }
    return found;
  }

  /** The second, independent fingerprint; 0 as above. */
  secondPrint(offset: number): number {
    const index = offset - this.start;
    if (this.#prints[index] === 0) this.#make(offset, index);
    return this.#secondPrints[index]!;
  }

  #make(offset: number, index: number): void {
    const identity = this.identity(offset);
    if (identity !== null) writeFingerprints(identity, this.#prints, this.#secondPrints, index);
  }
}

import { CHECK, type Cursor, type ListDigest, MAX_BYTES, NO_ANCHOR, VERSION } from './cursor.ts';
import { mixed, SEED, withWord } from './snapshot/fingerprint.ts';

const MAX_NUMBER = 2 ** 48 - 1;

/**
 * Writes the bytes of cursors of one list: version, list, offset and total (6 bytes each), neighbour counts, fingerprints
 * and a check sum. All of it is words of four bytes, and so is the check sum made, on the way. There is no secret in it:
 * whoever forges one reads only what the caller's credentials may read.
 */
export class CursorWriter {
  readonly bytes: Buffer;
  readonly #view: DataView;
  readonly #versionAndList: number;
  readonly #restOfList: number;
  #at = 0;
  #hash = SEED;

  /** @param length a multiple of 4 that has room for all that will be written */
  constructor(list: ListDigest, length: number) {
    this.bytes = Buffer.alloc(length);
    this.#view = new DataView(this.bytes.buffer, this.bytes.byteOffset, length);
    this.#versionAndList = (VERSION << 24) | (list[0]! << 16) | (list[1]! << 8) | list[2]!;
    this.#restOfList = (list[3]! << 24) | (list[4]! << 16) | (list[5]! << 8);
  }

  /** Begins a cursor at a multiple of 4. Numbers take six bytes each; a larger one is written as the largest. */
  begin(at: number, offset: number, total: number, counts: number): void {
    this.#at = at;
    this.#hash = SEED;
    const offsetHigh = high(offset);
    const offsetLow = low(offset);
    const totalHigh = high(total);
    const totalLow = low(total);
    this.word(this.#versionAndList);
    this.word(this.#restOfList | (offsetHigh >>> 8));
    this.word((offsetHigh << 24) | (offsetLow >>> 8));
    this.word((offsetLow << 24) | (totalHigh << 8) | (totalLow >>> 24));
    this.word((totalLow << 8) | counts);
  }

  /** Writes a fingerprint: the row's two, then those before it and those after it, nearest first. */
  word(word: number): void {
    this.#view.setInt32(this.#at, word);
    this.#hash = withWord(this.#hash, word);
    this.#at += 4;
  }

  /** @returns where the cursor ends, its check sum included */
  end(): number {
    this.#view.setInt32(this.#at, mixed(this.#hash));
    return this.#at + CHECK;
  }
}

const high = (number: number) => Math.floor(Math.min(number, MAX_NUMBER) / 2 ** 32);
const low = (number: number) => Math.min(number, MAX_NUMBER) | 0;

/** Writes one cursor, as base64url: at most 86 characters. */
export function encodeCursor(list: ListDigest, { offset, total, anchor, before, after }: Cursor): string {
  const writer = new CursorWriter(list, MAX_BYTES);
  writer.begin(0, offset, total, anchor === null ? NO_ANCHOR : before.length * 16 + after.length);
  if (anchor !== null) {
    for (const print of [anchor.print, anchor.secondPrint, ...before, ...after]) writer.word(print);
  }
  return writer.bytes.toString('base64url', 0, writer.end());
}

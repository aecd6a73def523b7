import { createHash } from 'node:crypto';

/**
 * Repeatable chance for one row: the same seed, list and position always draw the same values, whatever was
 * generated before. A digest rather than a counter, so that ids look and spread like the real ones.
 */
export class Draw {
  readonly #bytes: Buffer;
  #at = 16;

  constructor(seed: number, list: string, position: number) {
    this.#bytes = createHash('sha256').update(`${seed}/${list}/${position}`).digest();
  }

  /** A version 4 UUID from the first half of the digest. */
  uuid(): string {
    const bytes = Buffer.from(this.#bytes.subarray(0, 16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** A whole number from 0 to `below - 1`, at most 256 apart; up to 16 draws differ, then they repeat. */
  below(below: number): number {
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at = this.#at === 31 ? 16 : this.#at + 1;
    return byte % below;
  }
}

/** The element at `position` of an endlessly repeated list. */
export function cycle<T>(values: readonly T[], position: number): T {
  return values[position % values.length] as T;
}

/** Zone-less text as CFW writes dates: `YYYY/MM/DD HH:mm:ss`. */
export function cfwDate(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
}

/** When the documents' capture task was created; all generated dates lie before it. */
export const NEWEST = Date.UTC(2024, 5, 4, 11, 23, 50);

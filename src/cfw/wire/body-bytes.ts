import { collectYoungGarbage } from './young-garbage.ts';

/** More than the rows of an ordinary answer take. */
const LARGE_BYTES = 1024 * 1024;
/** How often what was copied on the way to a large answer is given back. */
const GARBAGE_BYTES = 2 * 1024 * 1024;

/**
 * The bytes of one answer as they come. Those of a large one go into a single piece of memory which is given back the
 * moment it is not needed any more: V8 lets 64 MB of such memory add up before it looks for what is still in use.
 */
export class BodyBytes {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #large: ArrayBuffer | undefined;
  #length = 0;

  /** @param limit the most bytes that are ever added */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    const from = this.#length;
    this.#length += chunk.length;
    if (this.#length <= LARGE_BYTES) {
      this.#chunks.push(chunk);
      return;
    }
    this.#large ??= this.#joined(from);
    this.#large.resize(this.#length);
    new Uint8Array(this.#large).set(chunk, from);
    if (Math.floor(this.#length / GARBAGE_BYTES) > Math.floor(from / GARBAGE_BYTES)) collectYoungGarbage();
  }

  /** The whole as text in UTF-8. */
  text(): string {
    if (this.#large !== undefined) return Buffer.from(this.#large).toString();
    const [first, second] = this.#chunks;
    return first === undefined ? '' : (second === undefined ? first : Buffer.concat(this.#chunks)).toString();
  }

  /** Gives the memory back. */
  drop(): void {
    this.#chunks = [];
    this.#large?.resize(0);
    this.#large = undefined;
    this.#length = 0;
  }

  #joined(length: number): ArrayBuffer {
    const joined = new ArrayBuffer(length, { maxByteLength: this.#limit });
    new Uint8Array(joined).set(Buffer.concat(this.#chunks));
    this.#chunks = [];
    return joined;
  }
}

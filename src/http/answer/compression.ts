import * as zlib from 'node:zlib';
import { acceptedCoding } from './negotiation.ts';

type Pack = (bytes: Uint8Array, done: (error: Error | null, packed: Uint8Array) => void) => void;

/** What is shorter fits into one packet anyway. */
const SMALL_BYTES = 1024;
/** The threads that Node has for work of this kind are four; one is left for the look-up of names and for files. */
const MAX_RUNNING = 3;

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;
/** At these levels a page of rows shrinks to a quarter; higher ones take several times as long for a tenth of that. */
const GZIP = { level: 1 };
const BROTLI = { params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_LGWIN]: 18 } };
/** Node has it from 22.15 on, and by itself at a level that is as quick. */
const { zstdCompress } = zlib as { readonly zstdCompress?: Pack };

const PACKS: ReadonlyMap<string, Pack> = new Map<string, Pack>([
  ['gzip', (bytes, done) => zlib.gzip(bytes, GZIP, done)],
  ['br', (bytes, done) => zlib.brotliCompress(bytes, BROTLI, done)],
  ...(zstdCompress === undefined ? [] : [['zstd', zstdCompress] as const]),
]);
const CODINGS = [...PACKS.keys()];

interface Job {
  readonly pack: Pack;
  readonly bytes: Uint8Array;
  readonly done: (packed: Uint8Array | null) => void;
  readonly isWanted: () => boolean;
}

/** Compresses bodies of answers off the event loop, a few at a time: only these take memory for it. */
export class Compression {
  readonly #waiting: Job[] = [];
  #running = 0;

  /** Whether a body of so many bytes is one that is sent as the caller likes it. */
  depends(bytes: number): boolean {
    return bytes > SMALL_BYTES;
  }

  /** The content coding to send such a body in; null: as it is. Where nothing is said, nothing is compressed. */
  codingFor(acceptEncoding: string | undefined): string | null {
    return acceptEncoding === undefined ? null : acceptedCoding(acceptEncoding, CODINGS);
  }

  /**
   * Compresses a body.
   *
   * @param isWanted whether somebody still waits for it when its turn comes; if not, `done` is not called
   * @param done told the compressed body; null when that failed
   */
  compress(coding: string, bytes: Uint8Array, isWanted: () => boolean, done: Job['done']): void {
    this.#waiting.push({ pack: PACKS.get(coding)!, bytes, done, isWanted });
    this.#next();
  }

  #run({ pack, bytes, done }: Job): void {
    // From Node 24 on streams outlive quick collections, and what they call with them (docs/architecture.md).
    let waiting: Job['done'] | null = done;
    pack(bytes, (error, packed) => {
      this.#running--;
      waiting?.(error === null ? packed : null);
      waiting = null;
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < MAX_RUNNING) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      if (!job.isWanted()) continue;
      this.#running++;
      this.#run(job);
    }
  }
}

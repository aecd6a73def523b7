// Taken out of the global once: looked up for every character, it can cost more than the hash.
const { imul } = Math;

const PRIME = 0x01000193;
/** What a check sum begins with: signed, as is all that becomes of it, since V8 reckons with such integers as they stand. */
export const SEED = 0x811c9dc5 | 0;
const SECOND_SEED = 0x1b873593;

/** A 32-bit fingerprint of a text (FNV-1a with a final mix). Never 0: 0 stands for "no identity". */
export function fingerprint(identity: string): number {
  let hash = SEED;
  for (let index = 0; index < identity.length; index++) hash = imul(hash ^ identity.charCodeAt(index), PRIME);
  return mixed(hash) || 1;
}

/**
 * Two independent fingerprints of a row's identity, the first as above, at an index of two arrays. Made together they
 * take hardly longer than one: the processor works on both at once.
 */
export function writeFingerprints(identity: string, prints: Uint32Array, seconds: Uint32Array, index: number): void {
  let first = SEED;
  let second = SECOND_SEED;
  for (let at = 0; at < identity.length; at++) {
    const code = identity.charCodeAt(at);
    first = imul(first ^ code, PRIME);
    second = imul(second ^ code, PRIME);
  }
  prints[index] = mixed(first) || 1;
  seconds[index] = mixed(second) || 1;
}

/** The same hash over the bytes of a cursor, four at a time: its check sum. Any change of one byte changes it. */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let hash = SEED;
  for (let at = start; at < end; at += 4) {
    const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    hash = withWord(hash, word);
  }
  return mixed(hash);
}

/** Takes the next four bytes into a check sum, which is `mixed` at its end. */
export function withWord(hash: number, word: number): number {
  return imul(hash ^ word, PRIME);
}

export function mixed(hash: number): number {
  let value = hash;
  value = imul(value ^ (value >>> 16), 0x85ebca6b);
  value = imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

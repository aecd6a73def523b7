// Taken out of the global once: looked up for every character, it can cost more than the hash.
const { imul } = Math;

/**
 * A 32-bit fingerprint of a row's identity (FNV-1a with a final mix). Two seeds give two independent fingerprints.
 * Never 0: 0 stands for "no identity".
 */
export function fingerprint(identity: string, seed: 1 | 2 = 1): number {
  let hash = seed === 1 ? 0x811c9dc5 : 0x1b873593;
  for (let index = 0; index < identity.length; index++) {
    hash = imul(hash ^ identity.charCodeAt(index), 0x01000193);
  }
  return mixed(hash) || 1;
}

/** The same hash over bytes: the check sum of a cursor. Any change of one byte changes it. */
export function checksum(bytes: Uint8Array, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < end; index++) hash = imul(hash ^ bytes[index]!, 0x01000193);
  return mixed(hash);
}

function mixed(hash: number): number {
  let value = hash;
  value = imul(value ^ (value >>> 16), 0x85ebca6b);
  value = imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

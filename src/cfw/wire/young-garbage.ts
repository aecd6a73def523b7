import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Only a context that is made while the flag is set knows the collector.
setFlagsFromString('--expose-gc');
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc');
setFlagsFromString('--no-expose-gc');

/**
 * Gives back the memory of what was made lately and is not used any more; takes a few milliseconds. V8 does so by itself
 * whenever its own heap fills up, but the bytes of answers lie outside of it, and of those it lets 64 MB add up.
 */
export function collectYoungGarbage(): void {
  collect({ type: 'minor' });
}

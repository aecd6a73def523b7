import { setFlagsFromString } from 'node:v8';

/**
 * What of V8's defaults does not fit a gateway on Node 20. On later releases they gain nothing, or cost as much as they gain
 * here: measured with and without on each (docs/architecture.md).
 */
const FLAGS_OF_NODE_20 = [
  // The rows of one large page outlive a few collections, and V8 would take it for a habit: it would then make the rows
  // of every later page where only full collections find them, which costs a fifth of a small request ever after.
  '--no-allocation-site-pretenuring',
  // What is kept between requests is little, so that what is left after a full collection of memory may double before
  // the next one: V8 would let it grow further, and a tenth of the process would be what nobody needs.
  '--heap-growing-percent=100',
];

/**
 * Sets the flags that pay on this release of Node and that the operator has not set.
 *
 * @param given the options of node on the command line. `NODE_OPTIONS` takes neither of these flags.
 */
export function setV8Flags(given: readonly string[]): void {
  if (!process.versions.node.startsWith('20.')) return;
  const names = new Set(given.map(nameOf));
  for (const flag of FLAGS_OF_NODE_20) if (!names.has(nameOf(flag))) setFlagsFromString(flag);
}

/** The same for a flag, for its opposite, and in each of the spellings that V8 knows. */
function nameOf(flag: string): string {
  return flag
    .replaceAll('_', '-')
    .replace(/^--?(no-?)?/, '')
    .replace(/=.*$/s, '');
}

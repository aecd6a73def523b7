import TestSequencer from '@jest/test-sequencer';

/** Files that take ten seconds and more, a whole folder of browsers among them. */
const LONG =
  /test.(browser.|shared.|clients.writes|paging.(moving-walks|connections)|proxies.|http.operation-memory|writes.(proof|model))/;

/**
 * Without what Jest remembers of an earlier run, as in CI, the largest files would go first, which are not the longest: one
 * that is left to the end keeps a single core busy.
 */
export default class LongFilesFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => LONG.test(path)), ...sorted.filter(({ path }) => !LONG.test(path))];
  }
}

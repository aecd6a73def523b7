import { breakingChanges } from './breaking-changes.ts';
import { breaksWith, promisedBy, promisedNow, releaseBefore } from './release.ts';

/**
 * `npm run schema:check`, in the directory of a clone: names what `schema/` breaks of what was promised before, and fails
 * unless the version of the package says so.
 */
const directory = process.cwd();
const commit = releaseBefore(directory);
const before = commit === null ? null : promisedBy(directory, commit);
if (before === null) {
  console.log('schema: NOT COMPARED. There is no tag, no main and no commit before, as in a shallow clone.');
} else {
  const now = promisedNow(directory);
  const breaking = await breakingChanges(before, now);
  for (const change of breaking) console.log(`schema: breaking: ${change}`);
  console.log(`schema: ${breaking.length} breaking changes since ${commit}`);
  if (breaking.length > 0 && !breaksWith(now.version, before.version)) {
    console.log(`schema: a version that breaks with ${before.version} would have to say so in package.json`);
    process.exitCode = 1;
  }
}

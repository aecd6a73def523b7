import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Promised } from './breaking-changes.ts';

const SCHEMA = 'schema/schema.graphql';
const WIDER = 'schema/promise.json';

/** What git says; null where it has nothing to say. */
function git(directory: string, ...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/**
 * The commit whose promise holds: the last tag; without tags where this branch left main; on main itself the commit
 * before. Null where there is none of them, as in a shallow clone.
 */
export function releaseBefore(directory: string): string | null {
  const tag = git(directory, 'describe', '--tags', '--abbrev=0');
  if (tag !== null) return tag;
  const head = git(directory, 'rev-parse', 'HEAD');
  for (const main of ['origin/main', 'main']) {
    const base = git(directory, 'merge-base', 'HEAD', main);
    if (base !== null && base !== head) return base;
  }
  return git(directory, 'rev-parse', '--verify', '--quiet', 'HEAD^');
}

/** What a release promised, and its version; null where it had no schema. */
export function promisedBy(directory: string, commit: string): (Promised & { readonly version: string }) | null {
  const schema = git(directory, 'show', `${commit}:${SCHEMA}`);
  const own = git(directory, 'show', `${commit}:package.json`);
  if (schema === null || own === null) return null;
  const wider = git(directory, 'show', `${commit}:${WIDER}`);
  return { schema, wider: wider === null ? null : JSON.parse(wider), version: JSON.parse(own).version };
}

export function promisedNow(directory: string): Promised & { readonly version: string } {
  const read = (file: string) => readFileSync(join(directory, file), 'utf8');
  return { schema: read(SCHEMA), wider: JSON.parse(read(WIDER)), version: JSON.parse(read('package.json')).version };
}

/** Whether a version says that it breaks with another: its first number that is not zero is higher. */
export function breaksWith(version: string, before: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorBefore = 0, minorBefore = 0] = before.split('.').map(Number);
  return major > majorBefore || (major === 0 && majorBefore === 0 && minor > minorBefore);
}

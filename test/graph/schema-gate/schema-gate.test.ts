import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RunningProgram } from '../../telemetry/process.ts';

let clone: string;
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'schema-gate-'));
  await cp('schema', join(clone, 'schema'), { recursive: true });
  await writeFile(join(clone, 'package.json'), JSON.stringify({ version: '0.1.0' }));
  git('init', '--quiet', '--initial-branch', 'main');
  commit('the release');
});
afterEach(() => rm(clone, { recursive: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, stdio: 'pipe' });
function commit(message: string): void {
  git('add', '--all');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', message);
}

async function change(file: string, before: RegExp, after: string): Promise<void> {
  const path = join(clone, file);
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(before);
  await writeFile(path, text.replace(before, after));
}

/** Runs the gate in the clone: its exit code, and what it prints. */
async function gate(directory = clone): Promise<[number | null, string]> {
  const program = new RunningProgram(resolve('test/graph/schema-gate/main.ts'), [], {}, directory);
  const code = await program.exitCode();
  expect(program.stderr).toBe('');
  return [code, program.stdout];
}

test('names what breaks the promise of the last tag: fields, codes, cursors', async () => {
  git('tag', 'v0.1.0');
  await change('schema/schema.graphql', /captureSizeBytes: SafeInt/, 'captureSizeInBytes: SafeInt');
  await change('schema/promise.json', /"CONFLICT",/, '');
  await change('schema/promise.json', /1,\s*2/, '2');
  commit('a change');
  const [code, printed] = await gate();
  expect(code).toBe(1);
  expect(printed).toContain("Field 'captureSizeBytes' was removed from object type 'CaptureTask'");
  expect(printed).toContain("Error code 'CONFLICT' was removed");
  expect(printed).toContain('Cursors of version 1 are no longer understood');
  expect(printed).toContain('3 breaking changes since v0.1.0');

  await change('package.json', /0\.1\.0/, '0.2.0');
  expect((await gate())[0]).toBe(0);
}, 60_000);

test('lets additions through, and compares a branch with where it left main', async () => {
  await change('schema/schema.graphql', /\ntype CaptureTask implements Node \{/, '$&\n  colour: String');
  commit('an addition on main');
  expect(await gate()).toEqual([0, expect.stringMatching(/^schema: 0 breaking changes since \w{40}\n$/)]);
  git('switch', '--quiet', '--create', 'branch');
  await change('schema/schema.graphql', /\n {2}colour: String/, '');
  commit('taken back on the branch');
  await writeFile(join(clone, 'another'), '');
  commit('another change');
  expect(await gate()).toEqual([1, expect.stringContaining("Field 'colour' was removed")]);
}, 60_000);

test('says that it could not compare where there is no history', async () => {
  await change('schema/schema.graphql', /captureSizeBytes: SafeInt/, 'captureSizeInBytes: SafeInt');
  commit('a change');
  const shallow = join(clone, 'shallow');
  git('clone', '--quiet', '--depth', '1', `file://${clone}`, shallow);
  expect(await gate(shallow)).toEqual([0, expect.stringContaining('NOT COMPARED')]);
}, 60_000);

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What is built, and of which files: the package itself where none is named. */
const BUILDS = [
  { folder: '.built', entryPoints: [] },
  { folder: '.built-parts', entryPoints: ['test/support/parts.ts'] },
];

/** Everything must hold without the compiled execution, too: `npm run test:interpreted`. */
const isInterpreted = process.env.EXECUTION === 'graphql-js';

/**
 * Builds the package for the tests that start its programs, and what runs beside the tests, once for all runs of the same
 * sources: to compile them while they load takes a program three times as long as all else that it does at its start.
 */
export default async function buildPrograms(_, { rootDir }) {
  const state = await stateOf(rootDir);
  const sources = isInterpreted ? await withoutCompiler(rootDir) : rootDir;
  await Promise.all(BUILDS.map((build) => buildOnce(rootDir, build, state, sources)));
  if (isInterpreted) await rm(sources, { recursive: true });
}

/** A copy of what is built, in which nothing can be compiled: all operations are left to graphql-js. */
async function withoutCompiler(rootDir) {
  const copy = await mkdtemp(join(rootDir, '.interpreted-'));
  for (const part of ['src', 'build.ts', 'package.json', 'test/support']) {
    await cp(join(rootDir, part), join(copy, part), { recursive: true });
  }
  const compiler = join(copy, 'src/execution/operation-compiler.ts');
  const text = await readFile(compiler, 'utf8');
  const [whole, head] = /(\n {2}compile\(\)[^{]*\{\n)/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`${compiler} has no method compile()`);
  await writeFile(
    compiler,
    text.replace(whole, () => `${head}    throw new NotCompiled('nothing is');\n`),
  );
  return copy;
}

async function buildOnce(rootDir, { folder, entryPoints }, state, sources) {
  const built = join(rootDir, folder);
  const isBuilt = async () => (await readFile(join(built, 'state'), 'utf8').catch(() => null)) === state;
  if (await isBuilt()) return;
  // Another run may be using what is there: it is without it for one moment only.
  const fresh = `${built}-${process.pid}`;
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'build.ts', fresh, ...entryPoints], { cwd: sources });
  await writeFile(join(fresh, 'state'), state);
  await rm(built, { recursive: true, force: true });
  await rename(fresh, built).catch(async (error) => {
    if (!(await isBuilt())) throw error;
    await rm(fresh, { recursive: true });
  });
}

/** All that what is built depends on. */
async function stateOf(rootDir) {
  const entries = await readdir(join(rootDir, 'src'), { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const others = ['package-lock.json', 'build.ts', ...BUILDS.flatMap(({ entryPoints }) => entryPoints)];
  const hash = createHash('sha256').update(String(isInterpreted));
  for (const file of [...sources.sort(), ...others.map((name) => join(rootDir, name))]) {
    hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningProgram } from '../telemetry/process.ts';

/** Licences that ask for nothing but to be named. */
const FREE = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/;

let folder: string;
let texts: Map<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  for (const beside of ['package.json', 'README.md', 'node_modules']) {
    await symlink(resolve(beside), join(folder, beside));
  }
  const build = new RunningProgram('build.ts', [join(folder, 'dist')]);
  expect([await build.exitCode(), build.stderr]).toEqual([0, '']);
  const files = (await readdir(join(folder, 'dist'))).filter((file) => file.endsWith('.js'));
  texts = new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(join(folder, 'dist', file), 'utf8')] as [string, string]),
    ),
  );
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

/** A file, and what it imports before it runs. */
function loadedWith(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const imports = texts
    .get(file)!
    .matchAll(/^(?:import|export)\b[^;'"]*["']\.\/([^'"]+)["'];$|^\} from "\.\/(.+)";$/gm);
  for (const [, one, other] of imports) loadedWith((one ?? other)!, loaded);
  return loaded;
}

describe('the package as it is built', () => {
  test('answers, and finds its pages', async () => {
    const program = new RunningProgram(join(folder, 'dist/cli.js'), ['start'], { PORT: '0' });
    const [, url] = await program.match(/^CFW GraphQL gateway on (\S+)/);
    const get = async (path: string, accept = '*/*') =>
      (await fetch(new URL(path, url), { headers: { accept } })).text();
    const query = '?query={firewalls(first:1){totalCount}}';
    expect(JSON.parse(await get(`/graphql${query}`))).toEqual({
      data: { firewalls: { totalCount: expect.any(Number) } },
    });
    expect(await get('/README.md')).toBe(await readFile('README.md', 'utf8'));
    expect(await get('/graphql', 'text/html')).toContain(await readFile('src/graphiql/upstream-panel.css', 'utf8'));
    expect(await program.stop()).toBe(0);
  }, 30_000);

  test('loads at its start nothing that is rarely asked for', async () => {
    const start = [...loadedWith('main.js')].map((file) => texts.get(file)!);
    const libraries = new Set(
      start.flatMap((text) => [...text.matchAll(/^\/\/ node_modules\/(.+?)\/(?=[^@])/gm)]).map(([, name]) => name),
    );
    expect(libraries).toContain('graphql-yoga');
    expect(libraries).toContain('got');
    const rare = ['jose', '@redis/client', '@opentelemetry/sdk-trace-node', 'pino-pretty'];
    expect([...libraries].filter((name) => rare.includes(name!))).toEqual([]);
    for (const text of start) expect(text).not.toContain('src/simulator/');
  });

  test('names the licence of every library that is in it, each of them free', async () => {
    const licenses = await readFile(join(folder, 'dist/LICENSES.txt'), 'utf8');
    const names = [...licenses.matchAll(/^(?:@[\w-]+\/)?[\w.-]+ \d+\.\d+\.\d+: (.+)$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names)).toEqual(new Set(names.filter((name) => FREE.test(name!))));
    for (const name of ['graphql', 'graphql-yoga', 'got', 'pino']) {
      expect(licenses).toMatch(new RegExp(`^${name} [\\d.]+: MIT$`, 'm'));
    }
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/programs.ts';
import { RunningProgram } from '../telemetry/process.ts';

/** Licences that ask for nothing but to be named. */
const FREE = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/;

/** What `npm run build` makes: the programs that tests start are built by it. */
const FOLDER = join(ROOT, '.built');

let texts: Map<string, string>;

beforeAll(async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.js'));
  texts = new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(join(FOLDER, file), 'utf8')] as [string, string]),
    ),
  );
});

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
    const program = new RunningProgram('src/cli.ts', ['start'], { PORT: '0' });
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
      start
        .flatMap((text) => [...text.matchAll(/^\/\/ (?:\.\.\/)*node_modules\/(.+?)\/(?=[^@])/gm)])
        .map(([, name]) => name),
    );
    expect(libraries).toContain('graphql-yoga');
    expect(libraries).toContain('got');
    const rare = ['jose', '@redis/client', '@opentelemetry/sdk-trace-node', 'pino-pretty'];
    expect([...libraries].filter((name) => rare.includes(name!))).toEqual([]);
    for (const text of start) expect(text).not.toContain('src/simulator/');
  });

  test('names the licence of every library that is in it, each of them free', async () => {
    const licenses = await readFile(join(FOLDER, 'LICENSES.txt'), 'utf8');
    const names = [...licenses.matchAll(/^(?:@[\w-]+\/)?[\w.-]+ \d+\.\d+\.\d+: (.+)$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names)).toEqual(new Set(names.filter((name) => FREE.test(name!))));
    for (const name of ['graphql', 'graphql-yoga', 'got', 'pino']) {
      expect(licenses).toMatch(new RegExp(`^${name} [\\d.]+: MIT$`, 'm'));
    }
  });
});

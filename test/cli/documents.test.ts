import { access, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { type Variable, variableReader } from '../../src/environment/rules.ts';
import { LIMITS } from '../../src/http/operation/limits.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { readNames } from '../telemetry/series.ts';

const read = (file: string) => readFile(file, 'utf8');

/** The rows of the table between two marks. */
async function table(file: string, mark: string): Promise<string[][]> {
  const [, part] = (await read(file)).split(`<!-- ${mark}:begin -->\n`);
  const [rows] = part!.split(`<!-- ${mark}:end -->`);
  const lines = rows!.trim().split('\n').slice(2);
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

/** The variables that `src/environment` knows. */
async function variables(): Promise<string[]> {
  const rules = await read('src/environment/rules.ts');
  return [...rules.matchAll(/^ {2}([A-Z][A-Z_]+): \[/gm)].map(([, name]) => name!).sort();
}

test("README's table names every variable, and no other", async () => {
  const rows = await table('README.md', 'environment');
  const named = rows.flatMap(([names]) => [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(named.sort()).toEqual(await variables());
});

test('.env.example names every variable, and no other, with a value that can be used', async () => {
  const lines = [...(await read('.env.example')).matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)];
  expect(lines.map(([, name]) => name!).sort()).toEqual(await variables());
  for (const [, name, value] of lines) {
    expect(() => variableReader({ [name!]: value })(name as Variable)).not.toThrow();
  }
});

test('the limits of an operation are those of the table', async () => {
  const rows = await table('docs/operating.md', 'limits');
  expect(rows.map(([, limit]) => Number(limit!.replaceAll(',', '')))).toEqual(Object.values(LIMITS));
});

test('the metrics of the page are those that there are', async () => {
  const metrics = new Metrics();
  const there = [...readNames((await metrics.text()).text)];
  metrics.close();
  const page = await read('docs/operating.md');
  const named = [...page.matchAll(/`((?:cfw|nodejs|process)_[a-z0-9_{},]+)`/g)].flatMap(([, name]) => {
    const [, start, middles, end] = /^(\w+)\{([\w,]+)\}(\w+)$/.exec(name!) ?? [];
    return middles === undefined ? [name!] : middles.split(',').map((middle) => start + middle + end);
  });
  expect(named.sort()).toEqual(there.sort());
});

test('what the Dockerfile copies is there, and let through by .dockerignore', async () => {
  const ignore = (await read('.dockerignore')).split('\n');
  const copied = [...(await read('Dockerfile')).matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
    files!.split(' '),
  );
  expect(copied.length).toBeGreaterThan(5);
  for (const file of copied) {
    expect(ignore).toContain(`!${file}`);
    await access(file);
  }
});

test('the package has what it says', async () => {
  const { bin, files, scripts } = JSON.parse(await read('package.json'));
  expect(bin).toEqual({ 'cfw-graphql': 'dist/cli.js' });
  expect(files).toEqual(expect.arrayContaining(['dist', 'schema', 'README.md', 'LICENSE']));
  for (const name of ['start', 'dev', 'check', 'codegen', 'simulator', 'test']) expect(scripts).toHaveProperty(name);
});

test('one release of Node is meant everywhere, the oldest that works is named, and CI tries those between', async () => {
  const release = (await read('.nvmrc')).trim();
  const images = [...(await read('Dockerfile')).matchAll(/^FROM node:(\d+)/gm)].map(([, image]) => image);
  expect(new Set(images)).toEqual(new Set([release]));
  const { engines } = JSON.parse(await read('package.json'));
  const oldest = engines.node.replace('>=', '');
  const readme = await read('README.md');
  expect(readme).toContain(`Node ${release}, the current long-term release,`);
  expect(readme).toContain(`from ${oldest} on`);
  const [, tried] = /^for release in (.+); do$/m.exec(await read('.ci/run'))!;
  expect(tried!.split(' ')).toContain(release);
  expect(await read('.github/workflows/ci.yml')).toContain(`node-version: '${oldest.split('.')[0]}'`);
});

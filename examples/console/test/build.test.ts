import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const ROOT = new URL('../', import.meta.url);
const ASSETS = new URL('dist/assets/', ROOT);
const texts = readdirSync(ASSETS)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => readFileSync(new URL(name, ASSETS), 'utf8'));

test('all scripts and styles, those of later views too, are at most 150 kB, compressed by gzip', () => {
  const sizes = texts.map((text) => gzipSync(text).length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(150_000);
});

test('what is written by hand is at most 1,200 lines', () => {
  const written = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(src\/(?!__generated__).+\.\w+|index\.html|start\.js|vite\.config\.ts)$/.test(path),
  );
  expect(written).toContain('src/main.tsx');
  const lines = written.map((path) => readFileSync(new URL(path, ROOT), 'utf8').split('\n').length - 1);
  expect(lines.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(1_200);
});

test('no text of an operation is in them: they are asked for by their ids', () => {
  const all = texts.join('\n');
  const documents = JSON.parse(readFileSync(new URL('documents.json', ROOT), 'utf8')) as object;
  expect(Object.keys(documents)).not.toEqual([]);
  for (const id of Object.keys(documents)) expect(all).toContain(id);
  expect(all).not.toContain('query capturesQuery');
});

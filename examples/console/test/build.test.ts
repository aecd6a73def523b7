import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const ASSETS = new URL('../dist/assets/', import.meta.url);
const texts = readdirSync(ASSETS)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => readFileSync(new URL(name, ASSETS), 'utf8'));

test('all scripts and styles, those of later views too, are at most 150 kB, compressed by gzip', () => {
  const sizes = texts.map((text) => gzipSync(text).length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(150_000);
});

test('no text of an operation is in them: they are asked for by their ids', () => {
  const all = texts.join('\n');
  const documents = JSON.parse(readFileSync(new URL('../documents.json', import.meta.url), 'utf8')) as object;
  expect(Object.keys(documents)).not.toEqual([]);
  for (const id of Object.keys(documents)) expect(all).toContain(id);
  expect(all).not.toContain('query capturesQuery');
});

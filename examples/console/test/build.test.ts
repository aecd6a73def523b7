import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const ASSETS = new URL('../dist/assets/', import.meta.url);

test('what a browser loads is at most 150 kB, compressed', () => {
  const sizes = readdirSync(ASSETS).map((name) => gzipSync(readFileSync(new URL(name, ASSETS))).length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(150_000);
});

test('no text of an operation is in it: they are asked for by their ids', () => {
  const script = readdirSync(ASSETS).find((name) => name.endsWith('.js')) ?? '';
  const documents = JSON.parse(readFileSync(new URL('../documents.json', import.meta.url), 'utf8')) as object;
  const text = readFileSync(new URL(script, ASSETS), 'utf8');
  for (const id of Object.keys(documents)) expect(text).toContain(id);
  expect(text).not.toContain('query capturesTableQuery');
});

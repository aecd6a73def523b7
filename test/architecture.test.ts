import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

// What the linter cannot hold: it looks at one file at a time.

const MOST_FILES = 14;
const MOST_LINES = 150;

test.each([
  ['src', 40],
  ['bench', 2],
  ['stress', 6],
])('no folder of %s is a drawer', async (root, folders) => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Map<string, number>();
  for (const entry of entries) {
    if (entry.isFile()) files.set(entry.parentPath, (files.get(entry.parentPath) ?? 0) + 1);
  }
  expect(files.size).toBeGreaterThan(folders);
  expect([...files].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

// All lines of a file: the linter counts otherwise, and lets some three more pass.
test.each(['src', 'bench', 'stress'])('no file of %s is a maze', async (root) => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const sources = entries.filter(({ name }) => name.endsWith('.ts'));
  const lines = sources.map(({ parentPath, name }) => {
    const path = `${parentPath}/${name}`;
    return [path, readFileSync(path, 'utf8').split('\n').length - 1] as const;
  });
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter(([, count]) => count > MOST_LINES)).toEqual([]);
});

test.each([
  'README.md',
  'CONTRIBUTING.md',
  ...['architecture', 'paging', 'operating'].map((page) => `docs/${page}.md`),
])('%s names files that are there', (page) => {
  const named = readFileSync(page, 'utf8').match(/(?<![\w/.-])(?:src|test|stress|bench|docs)\/[\w./-]*\w/g) ?? [];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

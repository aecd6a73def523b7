import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The code blocks of a page, each with the remark above it that says where the code is from. */
const blocksOf = (page: string) => [...read(page).matchAll(/<!-- (lines of )?(\S+) -->\n```\w+\n([\s\S]*?)^```$/gm)];

test.each([
  ['docs/front-ends.md', 12, /^```\w/gm],
  // The others are no code of a front end.
  ['docs/live.md', 6, /^```ts/gm],
])('every block of code of %s is marked with the file it is from', (page, count, code) => {
  const blocks = blocksOf(page);
  expect(blocks).toHaveLength(count);
  const unmarked = read(page).match(code)!.length - blocks.filter(([block]) => block.search(code) >= 0).length;
  expect(unmarked).toBe(0);
});

test.each(
  ['docs/front-ends.md', 'docs/live.md'].flatMap((page) =>
    blocksOf(page).map(([, lines, path, code]) => [page, path!, lines !== undefined, code!] as const),
  ),
)('%s shows %s as the tests run it', (_, path, inPart, code) => {
  if (inPart) expect(read(path)).toContain(code);
  else expect(code).toBe(read(path));
});

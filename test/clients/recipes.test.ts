import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The code blocks of the page, each with the remark above it that says where the code is from. */
const BLOCKS = [...read('docs/front-ends.md').matchAll(/<!-- (lines of )?(\S+) -->\n```\w+\n([\s\S]*?)```/g)];

test('every block of code is marked with the file it is from', () => {
  expect(BLOCKS.length).toBe(5);
  expect(read('docs/front-ends.md').match(/^```\w/gm)?.length).toBe(BLOCKS.length);
});

test.each(BLOCKS.map(([, lines, path, code]) => [path!, lines !== undefined, code!] as const))(
  'docs/front-ends.md shows %s as the tests run it',
  (path, inPart, code) => {
    if (inPart) expect(read(path)).toContain(code);
    else expect(code).toBe(read(path));
  },
);

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { inProcessRouter } from './in-process-router.ts';
import { CFW, composeWithApollo, TICKETS } from './larger-graph.ts';
import { Page } from './routers/page.ts';

const page = new Page();

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

test('the question of the page has the answer of the page', async () => {
  const [curl = ''] = page.commands('curl');
  const { query } = JSON.parse(/-d '(.*)'/.exec(curl)?.[1] ?? '') as { query: string };
  const ask = inProcessRouter(composeWithApollo(CFW, TICKETS).supergraph, bed.ask);
  expect(await ask(query)).toEqual(page.answer());
});

test.each(['mesh.config.ts', 'compose.mjs', 'supergraph.yaml'])(
  '%s names both subgraphs and where they are',
  (file) => {
    const text = page.file(file);
    for (const { name, url } of [CFW, TICKETS]) expect(text).toMatch(new RegExp(`\\b${name}\\b[^]*${url}`));
  },
);

test('the keys of the page are the keys of the subgraph', () => {
  const keys = parse(CFW.sdl).definitions.flatMap((node) =>
    node.kind === 'ObjectTypeDefinition'
      ? (node.directives ?? [])
          .filter(({ name }) => name.value === 'key')
          .map((key) => `| \`${node.name.value}\` | ${print(key.arguments?.[0]?.value ?? key).replaceAll('"', '`')} |`)
      : [],
  );
  expect(keys).toHaveLength(6);
  for (const row of keys) expect(page.text).toContain(row);
});

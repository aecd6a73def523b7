import { readdir, readFile } from 'node:fs/promises';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { print } from 'graphql';
import { pricesOf, runDocuments } from '../../src/cli/documents-command.ts';
import { TABS } from '../../src/http/pages/graphiql-tabs.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed } from '../support/gateway.ts';
import { RunningProgram } from '../telemetry/process.ts';
import { Files, manifestOf } from '../trusted-documents/files.ts';

const files = new Files();
afterAll(() => files.remove());

/** Runs the command to its end: exit code, what it prints, what it complains of. */
async function run(...args: string[]): Promise<[number | null, string, string]> {
  const program = new RunningProgram('src/cli.ts', ['documents', ...args]);
  return [await program.exitCode(), program.stdout, program.stderr];
}

const PAGE = 'query Page($first: Int) { firewalls(first: $first) { totalCount nodes { name } } }';
const FIXED = 'query Fixed { firewalls(first: 10) { nodes { captureTasks(first: 1024) { nodes { name } } } } }';
const WRONG = 'query Wrong { firewalls { nodes { colour } } }';

test('each operation has a line with what it costs at most; the exit code says whether all is well', async () => {
  const map = await files.write({ one: PAGE, two: FIXED }, 'map.json');
  const manifest = await files.write(manifestOf([PAGE, WRONG]), 'manifest.json');
  const [well, over, wrong, none] = await Promise.all([
    run(map),
    run(map, '--max-calls', '10'),
    run(manifest),
    run('/nowhere/at-all.json'),
  ]);
  expect(well).toEqual([0, '      4 calls        4,096 rows  Page\n     11 calls       10,250 rows  Fixed\n', '']);
  expect(over[0]).toBe(1);
  expect(over[1].match(/^.*over --max-calls 10$/gm)).toEqual([expect.stringContaining('Fixed')]);
  expect(wrong[0]).toBe(1);
  expect(wrong[1]).toMatch(/^ +4 calls +4,096 rows {2}Page\ndocument \w{64} \(Wrong\) does not fit: .*"colour"/);
  expect(none).toEqual([2, '', expect.stringContaining('/nowhere/at-all.json cannot be read (ENOENT)')]);
}, 30_000);

test('a mark of the order of bytes before the JSON is no fault of it', async () => {
  const lines: string[] = [];
  const file = await files.write(`\uFEFF${JSON.stringify({ one: PAGE })}`, 'marked.json');
  expect(await runDocuments({}, file, undefined, (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual([expect.stringContaining('4,096 rows  Page')]);
});

test.each([
  ['empty', '\n', 'it is empty'],
  ['no JSON', '{"secret', 'it is not valid JSON'],
  ['of another form', [PAGE], /^it must be a map of ids to texts .* or Apollo's manifest of version 1$/],
  ['without a document', {}, 'there is no document in it'],
])('of a file that is %s a person is told which file, and why', async (what, content, why) => {
  const file = await files.write(content, `${what}.json`);
  const lines: string[] = [];
  expect(await runDocuments({}, file, undefined, (line) => lines.push(line))).toBe(1);
  expect(lines).toHaveLength(1);
  const [named, said] = lines[0]!.split(' cannot be used: ');
  expect(named).toBe(file);
  expect(said).toMatch(why);
});

/** The operations of this package: those of its clients' tests, of its documents, and of GraphiQL. */
async function ownOperations(): Promise<Record<string, string>> {
  const own = new Map<string, string>();
  const add = (where: string, text: string) => own.set(`${where} ${own.size}`, text);
  for (const { query } of TABS) add('GraphiQL', query);
  for (const { document } of await generatedOperations()) add('codegen', print(document));
  const artifacts = (await readdir('test/generated/relay')).filter((name) => name.includes('Query.graphql'));
  for (const name of artifacts) {
    const { default: artifact } = await import(`../generated/relay/${name}`);
    add('Relay', artifact.params.text);
  }
  for (const name of (await readdir('docs')).filter((file) => file.endsWith('.md'))) {
    for (const text of graphqlBlocks(await readFile(`docs/${name}`, 'utf8'))) add(name, text);
  }
  return Object.fromEntries(own);
}

async function generatedOperations(): Promise<{ document: Parameters<typeof print>[0] }[]> {
  const generated = await import('../generated/operations.ts');
  return Object.entries(generated).flatMap(([name, document]) =>
    name.endsWith('Document') ? [{ document: document as never }] : [],
  );
}

/** Whole operations; what a page shows of the schema, or of another subgraph, begins in another way. */
function graphqlBlocks(page: string): string[] {
  return [...page.matchAll(/^```graphql\n((?:query|mutation|subscription|\{)[\s\S]*?)^```$/gm)].map(
    ([, text]) => text!,
  );
}

test("this package's own operations fit, and none is over what an operation may call", async () => {
  const own = await ownOperations();
  expect(Object.keys(own).length).toBeGreaterThan(TABS.length + 3);
  const [code, printed, complaint] = await run(await files.write(own, 'own.json'), '--max-calls', '64');
  expect([code, complaint, printed.match(/over --max-calls|does not fit/g)]).toEqual([0, '', null]);
}, 30_000);

const count = fc.option(fc.integer({ min: 0, max: 4096 }), { nil: undefined });
const VARYING = `query Varying($first: Int, $last: Int, $inner: Int, $after: String, $with: Boolean!, $filter: CaptureTaskFilters,
  $order: CaptureTaskOrder, $ids: [ID!]!) {
  captureTasks(firewallId: "${FIREWALLS.documented}", first: $first, last: $last, after: $after, filterBy: $filter,
    orderBy: $order) { totalCount nodes { name firewall { name } } }
  firewalls(first: 3) { nodes { captureTasks(first: $inner) { nodes { name } } } }
  nodes(ids: $ids) { id ... on CaptureTask { firewall { name } } }
  listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, first: $inner) @include(if: $with) { nodes { address } }
}`;

test('no variables make an operation cost more', async () => {
  const limits = { maxPageSize: 4096, maxUpstreamCalls: 64 };
  const { prices } = pricesOf([{ id: 'varying', name: null, text: VARYING }], limits);
  const bed = await startTestBed({ MAX_UPSTREAM_CALLS: '10000' });
  const { data } = await bed.ask(
    `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: 100) { edges { cursor node { id } } } }`,
  );
  const { edges } = data!.captureTasks as unknown as { edges: { cursor: string; node: { id: string } }[] };
  const mark = fc.constantFrom(...edges);
  const variables = fc.record({
    first: count,
    last: count,
    inner: count,
    after: fc.option(mark.map(({ cursor }) => cursor)),
    with: fc.boolean(),
    filter: fc.option(fc.record({ search: fc.option(fc.constantFrom('a', '1')) })),
    order: fc.option(fc.constant({ field: 'NAME' })),
    ids: fc.array(
      mark.map(({ node }) => node.id),
      { maxLength: 5 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(variables, async (given) => {
      const planned = await bed.ask(VARYING, given, { 'x-explain': 'plan' });
      await bed.calls();
      await bed.ask(VARYING, given);
      const made = (await bed.calls()).length;
      expect(made).toBeLessThanOrEqual(prices[0]!.calls);
      const { plan } = (planned.extensions?.explain ?? {}) as { plan?: { calls: number; rows: number } };
      expect(plan?.calls ?? 0).toBeLessThanOrEqual(prices[0]!.calls);
      expect(plan?.rows ?? 0).toBeLessThanOrEqual(prices[0]!.rows);
    }),
    { numRuns: 25 },
  );
  await bed.close();
}, 60_000);

test('a write whose rows are a variable counts as the most that it can hold', () => {
  const write =
    'mutation Lift($input: DeleteListEntriesInput!) { deleteListEntries(input: $input) { results { listId } } }';
  const limits = { maxPageSize: 4096, maxUpstreamCalls: 64 };
  const { prices } = pricesOf([{ id: 'write', name: null, text: write }], limits);
  expect(prices).toEqual([{ name: 'Lift', calls: 4 + Math.ceil(20_000 / 640), rows: 20_000 }]);
});

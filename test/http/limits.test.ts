import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../src/http/operation/limits.ts';
import { codesOf, type Door, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

interface Operation {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const firewalls = (index: number, first: number) => `a${index}: firewalls(first: ${first}) { nodes { name } }`;

/** Operations that have exactly so many of what is limited. Not all are valid, but all are within the other limits. */
const OPERATION_WITH: Readonly<Record<keyof typeof LIMITS, (count: number) => Operation>> = {
  characters: (count) => ({ query: '{ __typename }'.padEnd(count, ' ') }),
  tokens: (count) => ({ query: `{ node(id: [${times(count - 12, () => '"a"')}]) { id } }` }),
  nesting: (count) => ({ query: `{ node(id: ${'['.repeat(count - 2)}${']'.repeat(count - 2)}) }` }),
  stringCharacters: (count) => ({ query: `{ node(id: "${'x'.repeat(count - 2)}") { id } }` }),
  operations: (count) => ({ query: times(count, (i) => `query Q${i} { __typename }`), operationName: 'Q0' }),
  fragments: (count) => ({
    query: `{ r { ${times(count, (i) => `...F${i}`)} } } ${times(count, (i) => `fragment F${i} on R { f }`)}`,
  }),
  variables: (count) => ({ query: `query(${times(count, (i) => `$v${i}: Int`)}) { __typename }` }),
  depth: (count) => ({ query: `${'{ f '.repeat(count)}${'}'.repeat(count)}` }),
  introspectionDepth: (count) => ({ query: `{ __schema ${'{ f '.repeat(count - 1)}${'}'.repeat(count - 1)} }` }),
  fields: (count) => ({
    query: `{ r { ${'...F '.repeat(49)} ${times(count - 1 - 49 * 40, (i) => `f${i}`)} } } fragment F on R { ${times(40, (i) => `g${i}`)} }`,
  }),
  writes: (count) => ({ query: `mutation { ${times(count, (i) => `f${i}`)} }` }),
  rootFields: (count) => ({ query: `{ ${times(count, (i) => `f${i}`)} }` }),
  aliases: (count) => ({ query: `{ r { ${times(count, (i) => `a${i}: f`)} } }` }),
  directives: (count) => ({ query: `{ r { ${times(count, (i) => `f${i} @d`)} } }` }),
  directivesAtOnePlace: (count) => ({ query: `{ r ${'@d '.repeat(count)} }` }),
  duplicates: (count) => ({ query: `{ r { ${'f '.repeat(count + 1)} } }` }),
  variableValues: (count) => ({ query: '{ __typename }', variables: { v: Array(count - 1).fill(0) } }),
  rows: (count) => ({ query: `{ ${times(24, (i) => firewalls(i, 4000))} ${firewalls(24, count - 96_000)} }` }),
  calls: (count) => ({ query: `{ firewalls(first: ${count - 1}) { nodes { captureTasks { totalCount } } } }` }),
};

describe.each(Object.keys(LIMITS) as (keyof typeof LIMITS)[])('%s', (name) => {
  test(`${LIMITS[name]} are let in`, async () => {
    expect(codesOf(await door.post(OPERATION_WITH[name](LIMITS[name])))).not.toBe('OPERATION_TOO_COMPLEX');
  });
  test('one more is refused', async () => {
    const answer = await door.post(OPERATION_WITH[name](LIMITS[name] + 1));
    expect([answer.status, codesOf(answer)]).toEqual([400, 'OPERATION_TOO_COMPLEX']);
    expect(answer.body.errors?.[0]?.message).toContain(String(LIMITS[name]));
  });
});

describe('what counts', () => {
  const isRefused = async (query: string, variables?: Record<string, unknown>) => {
    const answer = await door.post({ query, variables });
    return codesOf(answer) === 'OPERATION_TOO_COMPLEX';
  };
  const TASKS = 'nodes { name }';

  test('rows below a list are counted once for each of its rows, sizes may come from variables and defaults', async () => {
    const query = (first: string) =>
      `query($n: Int, $m: Int = 4000) { firewalls(first: $m) { nodes { captureTasks(${first}) { ${TASKS} } } } }`;
    expect(await isRefused(query('first: 10'), { m: 100 })).toBe(false);
    expect(await isRefused(query('first: $n'), { m: 100, n: 1000 })).toBe(true);
    expect(await isRefused(query('last: $n'), { m: 100, n: 1000 })).toBe(true);
    expect(await isRefused(query('first: $n'), { n: 25 })).toBe(true);
    expect(await isRefused(query('first: 25, after: $n').replace('$n: Int', '$n: String'))).toBe(true);
  });

  test('a list that is filtered or ordered is read as a whole, by the most rows it can have', async () => {
    const query = (args: string, selection = 'nodes { address }') =>
      `query${args.includes('$') ? '($f: ListEntryFilters, $o: ListEntryOrder)' : ''} { firewalls(first: 300) { nodes { protectedObjects {
        listEntries(listType: BLACKLIST, first: 1, ${args}) { ${selection} } } } } }`;
    const BY_ADDRESS = { field: 'ADDRESS' };
    expect(await isRefused(query('filterBy: $f, orderBy: $o'), {})).toBe(false);
    expect(await isRefused(query('filterBy: $f, orderBy: $o'), { f: { search: 'a' } })).toBe(true);
    expect(await isRefused(query('filterBy: $f, orderBy: $o'), { o: BY_ADDRESS })).toBe(true);
    expect(await isRefused(query('filterBy: { search: "a" }', 'totalCount'))).toBe(true);
    // The length of a list does not depend on its order.
    expect(await isRefused(query('orderBy: { field: ADDRESS }', 'totalCount'))).toBe(false);
  });

  test('a total alone has no rows, and rows of one list make no more lists', async () => {
    const firewall = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
    const list = (first: number, below: string) =>
      `{ captureTasks(firewallId: "${firewall}", first: ${first}) { nodes { firewall { ${below} } } } }`;
    expect(await isRefused(list(4096, 'name captureTasks { totalCount }'))).toBe(false);
    expect(await isRefused(list(4096, `captureTasks(first: 100) { ${TASKS} }`))).toBe(true);
  });

  describe('what is not read costs nothing', () => {
    const LISTS = `a: captureTasks(first: 1024) @include(if: $a) { ${TASKS} }
      protectedObjects { b: listEntries(listType: BLACKLIST, first: 2000) @skip(if: $b) { nodes { address } } }`;
    const query = (lists: string, declared = '$a: Boolean!, $b: Boolean!') =>
      `query(${declared}) { firewalls(first: 50) { nodes { name ${lists} } } }`;

    test.each<[what: string, query: string]>([
      ['fields', query(LISTS)],
      [
        'fragments',
        query(`... @include(if: $a) { captureTasks(first: 4000) { ${TASKS} } } ...L @skip(if: $b)`) +
          `fragment L on Firewall { ${LISTS.replace('$b', '$a')} }`,
      ],
      [
        'rows of a list',
        query(
          `captureTasks(first: 4000) { totalCount nodes @include(if: $a) { name } ... @skip(if: $b) { edges { cursor } } }`,
        ),
      ],
      [
        'totals',
        'query($a: Boolean!, $b: Boolean!) { firewalls(first: 1000) { nodes { captureTasks @include(if: $a) { totalCount } protectedObjects @skip(if: $b) { objectId } } } }',
      ],
      ['one of two', query(`captureTasks(first: 4000) @include(if: $a) @skip(if: $b) { ${TASKS} }`)],
      [
        'what is below',
        `query($a: Boolean!, $b: Boolean!) { firewalls(first: 4000) @include(if: $a) { nodes { captureTasks(first: 4000) @skip(if: $b) { ${TASKS} } } } }`,
      ],
    ])('%s', async (_, text) => {
      expect(await isRefused(text, { a: false, b: true })).toBe(false);
      expect(await isRefused(text, { a: true, b: false })).toBe(true);
    });

    test('by defaults, too; and a null reads nothing', async () => {
      expect(await isRefused(query(LISTS, '$a: Boolean = false, $b: Boolean = true'))).toBe(false);
      expect(await isRefused(query(LISTS, '$a: Boolean = true, $b: Boolean = true'))).toBe(false);
      expect(await isRefused(query(LISTS, '$a: Boolean = true, $b: Boolean = false'))).toBe(true);
      expect(await isRefused(query(LISTS, '$a: Boolean = true, $b: Boolean = true'), { a: null })).toBe(false);
    });

    test('a list that two fragments ask for is read once', async () => {
      const fragments = ['F', 'G', 'H', 'I'].map(
        (name) => `fragment ${name} on Firewall { captureTasks(first: 1000) { ${TASKS} } }`,
      );
      expect(await isRefused(`{ firewalls(first: 50) { nodes { ...F ...G ...H ...I } } } ${fragments.join(' ')}`)).toBe(
        false,
      );
    });
  });

  test('an impossible count is left to the list, which names the argument', async () => {
    const { body } = await door.post({ query: '{ a: firewalls(first: 2147483647) { totalCount nodes { name } } }' });
    expect(body.errors).toEqual([
      expect.objectContaining({ path: ['a'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }),
    ]);
  });

  test('with a larger MAX_PAGE_SIZE and MAX_UPSTREAM_CALLS more is allowed', async () => {
    const large = await openDoor({ MAX_PAGE_SIZE: '65536', MAX_UPSTREAM_CALLS: '1000' });
    try {
      const { query } = OPERATION_WITH.calls(2000);
      expect(codesOf(await large.post({ query }))).toBeUndefined();
    } finally {
      await large.close();
    }
  });
});

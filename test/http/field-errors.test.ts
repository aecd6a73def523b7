import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Door, OBJECT, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const OTHER = 'a: firewalls(first: 1) { nodes { name } }';
const ids = (id: string) => `[${id}]`;

/** Values that validation lets pass, since a variable has a default, and execution cannot take, since it is null. */
const CASES: readonly [what: string, query: string, path: unknown[], served: boolean][] = [
  [
    'an argument',
    `query($v: ListType = BLACKLIST) { ${OTHER} b: listEntries(objectId: "${OBJECT}", listType: $v) { totalCount } }`,
    ['b'],
    true,
  ],
  [
    'an argument beside introspection',
    `query($v: ListType = BLACKLIST) { ${OTHER} __schema { queryType { name } } b: listEntries(objectId: "${OBJECT}", listType: $v) { totalCount } }`,
    ['b'],
    true,
  ],
  [
    'an item of a list',
    `query($v: ID = "x") { ${OTHER} firewall(firewallId: "x") { name } nodes(ids: ${ids('$v')}) { id } }`,
    ['nodes'],
    false,
  ],
  [
    'an argument in a list of rows',
    'query($v: ListType = BLACKLIST) { a: firewalls(first: 1) { nodes { name protectedObjects { listEntries(listType: $v) { totalCount } } } } }',
    ['a', 'nodes', 0, 'protectedObjects', 0, 'listEntries'],
    true,
  ],
  [
    'a condition below a field',
    `query($v: Boolean = true) { a: firewalls(first: 1) { nodes { name } } b: firewalls(first: 2) { totalCount @include(if: $v) } }`,
    ['b'],
    true,
  ],
  [
    'a condition to skip',
    `query($v: Boolean = true) { ${OTHER} b: firewalls(first: 2) { ... @skip(if: $v) { totalCount } } }`,
    ['b'],
    true,
  ],
  [
    'a condition in rows',
    'query($v: Boolean = true) { a: firewalls(first: 1) { nodes { name protectedObjects { name @include(if: $v) } } } }',
    ['a', 'nodes', 0, 'protectedObjects', 0],
    true,
  ],
];

describe.each(['application/json', 'application/graphql-response+json'])('as %s', (accept) => {
  test.each(CASES)(
    'a null for %s is an error of its field: the caller’s, with its path, in a 200',
    async (_, query, path, served) => {
      const { status, body } = await door.post({ query, variables: { v: null } }, { accept });
      expect(body.errors?.[0]).toMatchObject({ path, extensions: { code: 'BAD_USER_INPUT' } });
      expect(status).toBe(200);
      if (served) expect(body.data).toMatchObject({ a: { nodes: [{ name: expect.any(String) }] } });
      else expect(body).toHaveProperty('data', null);
    },
  );

  test('a null for a condition at the root leaves no data, in a 200', async () => {
    const query = 'query($v: Boolean = true) { firewalls @include(if: $v) { totalCount } }';
    const { status, body } = await door.post({ query, variables: { v: null } }, { accept });
    expect([status, body.data, body.errors?.map(({ extensions }) => extensions?.code)]).toEqual([
      200,
      null,
      ['BAD_USER_INPUT'],
    ]);
  });

  test('a variable that does not fit its type is an error of the request', async () => {
    const query = 'query($v: ListType!) { listEntries(objectId: "x", listType: $v) { totalCount } }';
    for (const v of [null, 'GREYLIST', 7]) {
      const { status, body } = await door.post({ query, variables: { v } }, { accept });
      expect(body).toEqual({
        errors: [
          expect.objectContaining({
            message: expect.stringContaining('Variable "$v"'),
            extensions: { code: 'BAD_USER_INPUT' },
          }),
        ],
      });
      expect(status).toBe(accept === 'application/json' ? 200 : 400);
    }
  });

  test('a list that fails is a field of a 200', async () => {
    await door.control('PUT', 'faults', { faults: [{ times: 3, status: 401, errorCode: 'APIGW.0301' }] });
    const { status, body } = await door.post({ query: '{ firewalls { totalCount } }' }, { accept });
    await door.control('DELETE', 'faults');
    expect([status, body.data]).toEqual([200, { firewalls: null }]);
    expect(body.errors).toMatchObject([{ path: ['firewalls'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { codesOf, type Door, FIREWALL, openDoor } from './door.ts';

const SECRET = 'a-long-random-text-for-routers';
const SDL = '{ _service { sdl } }';
const ENTITY = `{ _entities(representations: [{ __typename: "Firewall", firewallId: "${FIREWALL}" }]) { ... on Firewall { name } } }`;
const HIDDEN = 'query { ...A } fragment A on Query { ...B } fragment B on Query { ... { s: _service { sdl } } }';

let door: Door;
afterEach(() => door.close());

test('FEDERATION=off: there is no subgraph', async () => {
  door = await openDoor({ FEDERATION: 'off' });
  for (const query of [SDL, ENTITY, HIDDEN])
    expect(codesOf(await door.post({ query }))).toEqual('GRAPHQL_VALIDATION_FAILED');
  const { text } = await door.post({ query: '{ __schema { types { name } } }' });
  expect(text).not.toMatch(/_Any|_Entity|_Service/);
  expect((await door.post({ query: `{ firewall(firewallId: "${FIREWALL}") { name } }` })).body.errors).toBeUndefined();
});

test('FEDERATION=on: there is one for everybody', async () => {
  door = await openDoor({ FEDERATION: 'on' });
  for (const query of [SDL, ENTITY, HIDDEN]) expect((await door.post({ query })).body.errors).toBeUndefined();
});

describe('ROUTER_SECRET', () => {
  test.each([
    ['nothing', undefined],
    ['another', 'another-long-text-for-routers!'],
    ['a part', SECRET.slice(0, -1)],
    ['more', `${SECRET}x`],
    ['it twice', `${SECRET}, ${SECRET}`],
  ])('is asked for: %s', async (_, sent) => {
    door = await openDoor({ ROUTER_SECRET: SECRET });
    const headers: Record<string, string> = sent === undefined ? {} : { 'x-router-secret': sent };
    for (const query of [SDL, ENTITY, HIDDEN]) {
      const answer = await door.post({ query }, headers);
      expect([answer.status, codesOf(answer), answer.body.data]).toEqual([403, 'FORBIDDEN', undefined]);
    }
    expect(await door.calls()).toEqual([]);
  });

  test('lets the router in, and others ask everything else', async () => {
    door = await openDoor({ ROUTER_SECRET: SECRET });
    for (const query of [SDL, ENTITY, HIDDEN]) {
      const { body } = await door.post({ query }, { 'x-router-secret': SECRET });
      expect(body.errors).toBeUndefined();
    }
    expect((await door.post({ query: '{ firewalls { totalCount } __typename }' })).body.errors).toBeUndefined();
    expect((await door.calls()).some(({ headers }) => 'x-router-secret' in headers)).toBe(false);
  });
});

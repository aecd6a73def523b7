import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { writeNodeId } from '../../src/graph/relay/node-id.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

const hostile: readonly (readonly [what: string, id: string])[] = [
  ['dots', '..'],
  ['a path', '../../v3/auth/tokens'],
  ['a slash', `${FIREWALLS.documented}/`],
  ['an encoded slash', '%2e%2e%2f'],
  ['a line break', `${FIREWALLS.documented}\r\nX-Auth-Token: x`],
  ['a null character', '\u0000'],
  ['a second parameter', `${FIREWALLS.documented}&limit=5`],
  ['a fragment', 'a#b'],
  ['a blank', ' '],
  ['nothing', ''],
  ['other letters', 'ｅbf891cd'],
  ['10,000 characters', 'a'.repeat(10_000)],
  ['an SQL string', "' OR 1=1 --"],
];

const TASK = '24e6bb6d-d335-48fd-b9c7-bbaaa851d209';
const places: readonly (readonly [place: string, query: string])[] = [
  ['captureTasks(firewallId:)', 'captureTasks(firewallId: $id) { totalCount }'],
  [
    'captureTasks(enterpriseProjectId:)',
    `captureTasks(firewallId: "${FIREWALLS.documented}", enterpriseProjectId: $id) { totalCount }`,
  ],
  ['captureTask(firewallId:)', `captureTask(firewallId: $id, taskId: "${TASK}") { name }`],
  ['captureTask(taskId:)', `captureTask(firewallId: "${FIREWALLS.documented}", taskId: $id) { name }`],
  ['listEntries(objectId:)', 'listEntries(objectId: $id, listType: BLACKLIST) { totalCount }'],
  [
    'listEntries(firewallId:)',
    `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, firewallId: $id) { totalCount }`,
  ],
  [
    'listEntries(enterpriseProjectId:)',
    `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, enterpriseProjectId: $id) { totalCount }`,
  ],
  ['listEntry(objectId:)', `listEntry(objectId: $id, listType: BLACKLIST, listId: "${TASK}") { address }`],
  ['listEntry(listId:)', `listEntry(objectId: "${OBJECTS.documented}", listType: BLACKLIST, listId: $id) { address }`],
  ['firewalls(enterpriseProjectId:)', 'firewalls(enterpriseProjectId: $id) { totalCount }'],
  ['firewall(firewallId:)', 'firewall(firewallId: $id) { name }'],
];

describe('hostile ids are BAD_USER_INPUT at their field, and cause no call', () => {
  test.each(places)('%s', async (_place, field) => {
    const [name = ''] = /^\w+/.exec(field) ?? [];
    for (const [what, id] of hostile) {
      const { data, errors } = await bed.ask(`query ($id: ID!) { ${field} }`, { id });
      const told = errors?.map(({ path, extensions }) => ({ path, extensions }));
      expect({ what, data, told }).toEqual({
        what,
        data: { [name]: null },
        told: [{ path: [name], extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }],
      });
      expect(errors?.[0]?.extensions).not.toHaveProperty('upstream');
      expect(errors?.[0]?.message.length).toBeLessThan(300);
    }
    expect(await bed.calls()).toEqual([]);
  });
});

describe('ids that hold hostile parts', () => {
  test.each(hostile.filter(([, id]) => id !== '' && id.length < 500))('%s', async (_what, id) => {
    const ids = [
      writeNodeId('CaptureTask', id, TASK),
      writeNodeId('CaptureTask', FIREWALLS.documented, id),
      writeNodeId('ListEntry', id, 'BLACKLIST', TASK),
      writeNodeId('ListEntry', OBJECTS.documented, 'BLACKLIST', id),
      writeNodeId('Firewall', id),
      writeNodeId('ProtectedObject', id, OBJECTS.documented),
    ];
    const { data, errors } = await bed.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data).toEqual({ nodes: ids.map(() => null) });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(ids.map(() => 'BAD_USER_INPUT'));
    expect(await bed.calls()).toEqual([]);
  });
});

describe('filters that CFW must not see', () => {
  const list = (args: string) =>
    `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, ${args}) { totalCount }`;

  test.each([
    ['address', list('address: $text')],
    ['port', list('port: $text')],
    ['search', 'firewalls(search: $text) { totalCount }'],
  ])('%s with a line break', async (argument, field) => {
    const { errors } = await bed.ask(`query ($text: String!) { ${field} }`, { text: '1\r\n2' });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(argument),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await bed.calls()).toEqual([]);
  });

  test('addressType: UNKNOWN', async () => {
    const { errors } = await bed.ask(`{ ${list('addressType: UNKNOWN')} }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'addressType' });
    expect(await bed.calls()).toEqual([]);
  });
});

describe('headers', () => {
  const query = `{ captureTasks(firewallId: "${FIREWALLS.documented}") { totalCount } firewalls { totalCount } }`;

  test.each([
    '..',
    '../../x',
    '09bb24e6fe80d23d2fa2c010b53b418',
    `${'0'.repeat(32)}/`,
    'z'.repeat(32),
    'a'.repeat(10_000),
  ])('X-Project-Id: %s', async (projectId) => {
    const { data, errors } = await bed.ask(query, {}, { 'x-project-id': projectId });
    expect(data).toEqual({ captureTasks: null, firewalls: null });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(await bed.calls()).toEqual([]);
  });

  test('no token: UNAUTHENTICATED at every field, and no call', async () => {
    const { data, errors } = await bed.ask(query, {}, { 'x-auth-token': '' });
    expect(data).toEqual({ captureTasks: null, firewalls: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['captureTasks'], { code: 'UNAUTHENTICATED' }],
      [['firewalls'], { code: 'UNAUTHENTICATED' }],
    ]);
    expect(errors?.[0]?.message).toContain('X-Auth-Token');
    expect(await bed.calls()).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Came, listOf, type Reply, type SmallCfw } from './strangers/small-cfw.ts';
import { entry, openStranger, outcomes, type Stranger } from './strangers/stranger.ts';
import { FIREWALL, newTask, payloadOf, type TaskPayload } from './writing.ts';

/** Upstreams that answer as no document says, or says otherwise. */
let stranger: Stranger;
let answer: (call: Came, cfw: SmallCfw) => Reply | null | undefined | Promise<Reply | undefined>;
beforeEach(async () => {
  answer = () => undefined;
  stranger = await openStranger((call, cfw) => answer(call, cfw));
});
afterEach(() => stranger.close());

const PAGE: Reply = [200, '<html>Sign in</html>', { 'content-type': 'text/html' }];

describe('a 200 that is no answer of CFW', () => {
  test.each([
    ['a page of a proxy', PAGE],
    ['half an answer', [200, '{"data":{"id"'] satisfies Reply],
    ['a list', [200, '[]'] satisfies Reply],
  ])('%s says nothing of what CFW did: UNKNOWN, not PENDING', async (_, reply) => {
    answer = ({ method }) => (method === 'POST' ? reply : undefined);
    const [task, results] = await Promise.all([
      stranger.ask('createCaptureTask', newTask(FIREWALL)),
      stranger.created('192.0.2.7'),
    ]);
    expect(payloadOf<TaskPayload>(task)).toMatchObject({ outcome: 'UNKNOWN', captureTask: null });
    expect(stranger.cfw.came().filter(({ body }) => body.source !== undefined)).toHaveLength(1);
    expect(outcomes(results)).toEqual(['UNKNOWN']);
  });

  test('an empty one is one: PENDING until the list shows it', async () => {
    answer = ({ method }) => (method === 'POST' ? [200, ''] : undefined);
    expect(outcomes(await stranger.created('192.0.2.7'))).toEqual(['PENDING']);
  });
});

test('of entries that are sent one by one, those that are sent are looked for with the calls that are left', async () => {
  answer = ({ method, path, body }, cfw) => {
    if (method === 'GET') return undefined;
    if (path === 'black-white-lists') return [404, { error_code: 'APIGW.0101', error_msg: 'no such API' }];
    cfw.entries.push(entry(`id-${cfw.entries.length}`, String(body.address)));
    return [200, { data: {} }];
  };
  const results = await stranger.created(...Array.from({ length: 70 }, (_, at) => `192.0.2.${at}`));
  expect(new Set(outcomes(results))).toEqual(new Set(['CREATED', 'FAILED']));
  expect(results.filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(stranger.cfw.entries.length);
  expect(results.at(-1)).toMatchObject({ outcome: 'FAILED', code: 'UPSTREAM_CALL_LIMIT' });
});

test('what was deleted is told although a later batch is refused and the list cannot be read then', async () => {
  stranger.cfw.entries.push(
    ...Array.from({ length: 700 }, (_, at) => entry(`id-${at}`, `10.0.${at >> 8}.${at & 255}`)),
  );
  const ids = stranger.cfw.entries.map(({ list_id }) => String(list_id));
  let isDown = false;
  answer = ({ method, body, path }, cfw) => {
    if (method === 'GET') return isDown ? [403, { error_code: 'APIGW.0302', error_msg: 'no' }] : undefined;
    if (isDown || path !== 'black-white-list') return [400, { error_code: 'CFW.00200016', error_msg: 'wrong status' }];
    isDown = true;
    const gone = new Set(body.list_ids as string[]);
    cfw.entries.splice(0, cfw.entries.length, ...cfw.entries.filter(({ list_id }) => !gone.has(String(list_id))));
    return [200, { data: [...gone] }];
  };
  const results = await stranger.removed(...ids);
  expect(new Set(outcomes(results.slice(0, 640)))).toEqual(new Set(['PENDING']));
  expect(new Set(outcomes(results.slice(640)))).toEqual(new Set(['FAILED']));
  expect(results.at(-1)!.code).toBe('FAILED_PRECONDITION');
});

test('a name that CFW composes anew is still the name of the task', async () => {
  answer = ({ method, body }, cfw) => {
    if (method !== 'POST') return undefined;
    const name = String(body.name).normalize('NFC');
    cfw.tasks.push({ task_id: 'new', name, status: 2, is_deleted: 0, dest_port: '80' });
    return [200, { data: { id: FIREWALL } }];
  };
  const input = { ...newTask(FIREWALL), name: 'Cafe\u0301' };
  expect(payloadOf(await stranger.ask('createCaptureTask', input))).toMatchObject({
    outcome: 'DONE',
    captureTask: { taskId: 'new' },
  });
});

test.each([
  ['no data', null, null],
  ['nothing in it', {}, null],
  ['no files', { file_list: [], captcha: '' }, null],
  ['a link', { url: 'https://example.com/a' }, { url: 'https://example.com/a', files: [] }],
  ['a file', { file_list: [{ file_name: 'a' }] }, { url: null, files: [{ name: 'a' }] }],
])('a result with %s', async (_, data, result) => {
  stranger.cfw.tasks.push({ task_id: 'ended', name: 'ended', status: 1, is_deleted: 0 });
  answer = ({ path }) => (path === 'capture-task/capture-result' ? [200, { data }] : undefined);
  const query = `{ captureTasks(firewallId: "${FIREWALL}") { nodes { result { url files { name } } } } }`;
  expect(await stranger.query(query)).toEqual({ data: { captureTasks: { nodes: [{ result }] } } });
});

test('a stop that CFW refuses is its refusal, also when the list cannot be read then', async () => {
  answer = ({ method }) =>
    method === 'POST'
      ? [400, { error_code: 'CFW.00200005', error_msg: 'object not exist' }]
      : [403, { error_code: 'APIGW.0302', error_msg: 'no' }];
  const { errors } = await stranger.ask('stopCaptureTask', { firewallId: FIREWALL, taskId: 'ended' });
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', upstream: { errorCode: 'CFW.00200005' } } }]);
});

test.each([
  ['CFW.00200005', 'ABSENT'],
  ['CFW.00100001', 'DELETED'],
])('what was there, and is gone when CFW refuses to delete it with %s, is %s', async (error_code, outcome) => {
  stranger.cfw.entries.push(entry('id-1'));
  answer = ({ method }, cfw) => {
    if (method === 'GET') return undefined;
    cfw.entries.length = 0;
    return [400, { error_code, error_msg: 'no' }];
  };
  expect(outcomes(await stranger.removed('id-1'))).toEqual([outcome]);
});

test('a page of a list is a page: the control of the upstream itself', async () => {
  stranger.cfw.entries.push(entry('a'), entry('b', '192.0.2.8'));
  const call = { path: 'black-white-lists', query: new URLSearchParams('offset=1&limit=1') } as Came;
  expect(listOf(call, stranger.cfw)).toMatchObject([200, { data: { total: 2, records: [{ list_id: 'b' }] } }]);
});

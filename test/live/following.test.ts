import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { withBed } from '../graph/own-bed.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { type EventStream, FOLLOW_ENTRIES, followTasks, openStream } from './streams.ts';

const QUICK = { LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' };
/** Longer than any test. */
const NEVER = { LIVE_INTERVAL_MS: '600000', LIVE_IDLE_INTERVAL_MS: '600000' };
const firewallId = FIREWALLS.single;

let bed: TestBed;
const open: EventStream[] = [];
const follow = async (...[since, headers]: [string?, Record<string, string>?]) => {
  const stream = await followTasks(bed, firewallId, since, headers);
  open.push(stream);
  return stream;
};
beforeAll(async () => {
  bed = await startTestBed(QUICK);
});
afterAll(() => bed.close());
beforeEach(() => bed.calls());
afterEach(async () => {
  for (const stream of open.splice(0)) stream.leave();
  await bed.control('DELETE', 'faults');
});

/** A task as CFW has it, by name. */
async function addTask(name: string): Promise<string> {
  const { ids } = await bed.control('POST', 'rows', {
    firewallId,
    list: 'captureTasks',
    rows: [{ name, status: 1, task_id: crypto.randomUUID() }],
  });
  return (ids as string[])[0]!;
}

async function pollsSeen(count: number): Promise<void> {
  for (;;) {
    const { requests } = (await bed.control('GET', 'requests')) as { requests: unknown[] };
    if (requests.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('the first event is a reset, with the total and a version and nothing else', async () => {
  const stream = await follow();
  expect(stream.status).toBe(200);
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.headers.get('x-accel-buffering')).toBe('no');
  const { totalCount, version, ...rest } = await stream.changes();
  expect(rest).toEqual({ added: [], changed: [], removed: [], reset: true });
  expect(version).toMatch(/^[\w-]{21}$/);
  const { data } = await bed.ask(`{ captureTasks(firewallId: "${firewallId}") { totalCount } }`);
  expect(data).toEqual({ captureTasks: { totalCount } });
});

test('then come the rows that are new, those that changed, and the ids of those that are gone', async () => {
  const stream = await follow();
  const { totalCount } = await stream.changes();
  const taskId = await addTask('new');
  const { added, ...rest } = await stream.changes();
  expect(added.map(({ name }) => name)).toEqual(['new']);
  expect(rest).toMatchObject({ changed: [], removed: [], reset: false, totalCount: totalCount + 1 });
  await bed.control('DELETE', `rows/${taskId}`);
  expect(await stream.changes()).toMatchObject({ added: [], removed: [added[0]!.id], reset: false, totalCount });
});

test('who comes back with a version is told what happened since, once', async () => {
  await withBed(NEVER, {}, async (quiet) => {
    const tasks = (since?: string) => followTasks(quiet, firewallId, since);
    const insert = (rows: object[]) => quiet.control('POST', 'rows', { list: 'captureTasks', firewallId, rows });
    await insert(['a', 'b', 'c'].map((id) => ({ task_id: id, name: id })));
    const first = await tasks();
    const { version } = await first.changes();
    first.leave();
    await quiet.control('DELETE', 'rows/a');
    await quiet.control('DELETE', 'rows/b');
    await insert([
      { task_id: 'b', name: 'another' },
      { task_id: 'd', name: 'd' },
    ]);
    const second = await tasks(version);
    const { added, changed, removed, reset, version: next } = await second.changes();
    expect([added, changed].map((rows) => rows.map(({ name }) => name))).toEqual([['d'], ['another']]);
    expect(removed.map((id) => Buffer.from(id, 'base64url').toString())).toEqual([
      expect.stringMatching(new RegExp(`^CaptureTask:${firewallId}:a~`)),
    ]);
    expect(reset).toBe(false);
    second.leave();
    // Nothing has happened since; and the way from the first version is still known.
    const third = await tasks(next);
    expect(await third.changes()).toMatchObject({ added: [], changed: [], removed: [], reset: false, version: next });
    const fourth = await tasks(version);
    expect(await fourth.changes()).toMatchObject({ added, removed, reset: false, version: next });
    third.leave();
    fourth.leave();
  });
});

test('a version that nobody knows is a reset', async () => {
  const stream = await follow('of-another-process');
  expect(await stream.changes()).toMatchObject({ added: [], changed: [], removed: [], reset: true });
});

test('a list that was put in another order has not changed, and a list that does not change has no events', async () => {
  const stream = await follow();
  const { version } = await stream.changes();
  await pollsSeen(100);
  expect(stream.text().match(/^event/gm)).toHaveLength(1);
  const taskId = await addTask('the only event');
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'the only event' }] });
  await bed.control('DELETE', `rows/${taskId}`);
  expect((await stream.changes()).version).toBe(version);
});

test('100 followers of a list cost as many calls as one, and all are told', async () => {
  await withBed({ LIVE_INTERVAL_MS: '600000', LIVE_IDLE_INTERVAL_MS: '600000' }, {}, async (quiet) => {
    const streams = await Promise.all(Array.from({ length: 100 }, () => followTasks(quiet, firewallId)));
    const versions = await Promise.all(streams.map(async (stream) => (await stream.changes()).version));
    expect(new Set(versions).size).toBe(1);
    expect(await quiet.calls()).toHaveLength(1);
    for (const stream of streams) stream.leave();
  });
});

test('lists of two credentials are two polls, and none sees a row of the other', async () => {
  await withBed(QUICK, { tenantRows: true }, async (two) => {
    const tokens = ['token-of-one', 'token-of-two'];
    const streams = await Promise.all(
      tokens.map((token) => followTasks(two, firewallId, undefined, { 'x-auth-token': token })),
    );
    for (const stream of streams) await stream.changes();
    await two.control('POST', 'rows', { list: 'captureTasks', firewallId, count: 1 });
    const names = await Promise.all(
      streams.map(async (stream) => (await stream.changes()).added.map(({ name }) => name)),
    );
    expect(names[0]).not.toEqual(names[1]);
    expect(new Set((await two.calls()).map(({ headers }) => headers['x-auth-token']))).toEqual(new Set(tokens));
    for (const stream of streams) stream.leave();
  });
});

test('nobody polls for nobody', async () => {
  const stream = await follow();
  await stream.changes();
  stream.leave();
  // When another list has been polled ten times, this one would have been, too.
  const other = await followTasks(bed, FIREWALLS.documented);
  open.push(other);
  await other.changes();
  await bed.calls();
  await pollsSeen(10);
  const asked = (await bed.calls()).map(({ query }) => query.fw_instance_id);
  expect(asked.filter((id) => id === firewallId)).toEqual([]);
});

test('the blacklist of an object', async () => {
  const variables = { objectId: OBJECTS.documentedVpc, listType: 'BLACKLIST' };
  const stream = await openStream(bed.gateway.url, FOLLOW_ENTRIES, variables);
  open.push(stream);
  const { totalCount } = await stream.changes();
  const { ids } = (await bed.control('POST', 'rows', {
    list: 'listEntries',
    objectId: OBJECTS.documentedVpc,
    listType: 4,
    rows: [{ address: '10.1.1.1', address_type: 0 }],
  })) as { ids: string[] };
  expect(await stream.changes()).toMatchObject({ added: [{ address: '10.1.1.1' }], totalCount: totalCount + 1 });
  await bed.control('DELETE', `rows/${ids[0]}`);
  expect((await stream.changes()).removed).toHaveLength(1);
});

test('what is asked of an added row beyond the list is read for it', async () => {
  const stream = await openStream(
    bed.gateway.url,
    `subscription { captureTaskChanges(firewallId: "${firewallId}") { added { name firewall { name } } version reset } }`,
  );
  open.push(stream);
  await stream.changes();
  await addTask('with its firewall');
  expect(await stream.changes()).toMatchObject({
    added: [{ name: 'with its firewall', firewall: { name: expect.any(String) } }],
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import { Expiry } from '../../src/http/stream/expiry.ts';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { FOLLOW_TASKS, followTasks } from './streams.ts';

const firewallId = FIREWALLS.single;

let bed: TestBed;
let upstream: Server | undefined;
afterEach(async () => {
  await bed.close();
  upstream?.close();
  upstream = undefined;
});

test('a list whose total never fits its rows is followed all the same', async () => {
  const records = [{ task_id: 'a', name: 'a' }];
  upstream = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { total: 0, offset: 0, limit: 1024, records } }));
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  bed = await startTestBed({
    CFW_ENDPOINT: `http://127.0.0.1:${port}`,
    LIVE_INTERVAL_MS: '50',
    LIVE_IDLE_INTERVAL_MS: '50',
  });
  const stream = await followTasks(bed, firewallId);
  expect(await stream.changes()).toMatchObject({ reset: true, totalCount: 1 });
  records.push({ task_id: 'b', name: 'b' });
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'b' }], totalCount: 2 });
  stream.leave();
});

test('rows with the same id and rows without one are followed as far as they can be told', async () => {
  const twice = [{ task_id: 'a', name: 'one' }, { task_id: 'a', name: 'other' }, { name: 'without an id' }];
  let records: object[] = twice;
  upstream = createServer((_, response) => {
    // The list comes in another order each time.
    records = records.toReversed();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { total: records.length, offset: 0, limit: 1024, records } }));
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  bed = await startTestBed({
    CFW_ENDPOINT: `http://127.0.0.1:${port}`,
    LIVE_INTERVAL_MS: '50',
    LIVE_IDLE_INTERVAL_MS: '50',
  });
  const stream = await followTasks(bed, firewallId);
  expect(await stream.changes()).toMatchObject({ reset: true, totalCount: 3 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  records = [...twice, { task_id: 'b', name: 'b' }];
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'b' }], changed: [], removed: [], totalCount: 4 });
  records = [{ task_id: 'b', name: 'b' }];
  const { added, changed, removed, totalCount } = await stream.changes();
  expect([added, changed, removed.length, totalCount]).toEqual([[], [], 1, 1]);
  // Of rows without an id no more is known than how many there are.
  records = [{ task_id: 'b', name: 'b' }, { name: 'one' }];
  const counted = await stream.changes();
  expect(counted).toMatchObject({ added: [], changed: [], removed: [], totalCount: 2, reset: false });
  records = [{ task_id: 'b', name: 'b' }, { name: 'another' }];
  await new Promise((resolve) => setTimeout(resolve, 400));
  records = [{ task_id: 'b', name: 'changed' }, { name: 'another' }];
  expect(await stream.changes()).toMatchObject({ added: [], changed: [{ name: 'changed' }], totalCount: 2 });
  stream.leave();
});

test('a list in which something is under way is looked at soon again after CFW has failed', async () => {
  bed = await startTestBed({ LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '600000' });
  await bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows: [{ name: 'it runs', status: 2 }] });
  const stream = await followTasks(bed, firewallId);
  await stream.changes();
  await bed.control('PUT', 'faults', { faults: [{ status: 500, times: 3 }] });
  const failed = async () => {
    const { requests } = (await bed.control('GET', 'requests')) as { requests: { status: number | null }[] };
    return requests.filter(({ status }) => status === 500).length;
  };
  while ((await failed()) < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  await bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows: [{ name: 'soon after' }] });
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'soon after' }] });
  stream.leave();
});

test('those who leave as soon as they have asked leave nothing behind', async () => {
  bed = await startTestBed({ LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50', MAX_SUBSCRIPTIONS: '40' });
  const { hostname, port, host } = new URL(bed.gateway.url);
  const body = JSON.stringify({ query: FOLLOW_TASKS, variables: { firewallId } });
  const head = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nx-auth-token: a\r\naccept: text/event-stream\r\n`;
  await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(`${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      await new Promise((resolve) => setTimeout(resolve, index % 20));
      socket.resetAndDestroy();
      await once(socket, 'close');
    }),
  );
  // There is room again for as many as there may be, and they are the only ones who are polled for.
  const streams = [];
  while (streams.length < 40) {
    const stream = await followTasks(bed, FIREWALLS.documented);
    if (stream.status === 200) streams.push(stream);
  }
  await bed.calls();
  for (let seen = 0; seen < 20; seen = ((await bed.control('GET', 'requests')) as { requests: [] }).requests.length);
  const polled = new Set((await bed.calls()).map(({ query }) => query.fw_instance_id));
  expect(polled).toEqual(new Set([FIREWALLS.documented]));
  for (const stream of streams) stream.leave();
}, 30_000);

test('a JWT may expire later than a timer can wait', async () => {
  bed = await startTestBed();
  jest.useFakeTimers();
  const expired = jest.fn();
  const monthMs = 30 * 24 * 3_600_000;
  const expiry = new Expiry(Date.now() + 2 * monthMs, expired);
  jest.advanceTimersByTime(2 * monthMs - 1);
  expect(expired).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(expired).toHaveBeenCalledTimes(1);
  expiry.cancel();
  jest.useRealTimers();
});

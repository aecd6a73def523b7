import { afterEach, expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { type GatewayProcess, startGatewayProcess } from '../http/gateway-process.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { socketClient } from './sockets.ts';
import { FOLLOW_TASKS, followTasks } from './streams.ts';

const firewallId = FIREWALLS.single;
let simulator: Simulator;
let replicas: GatewayProcess[] = [];
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.kill()));
  await simulator.close();
});

const start = () =>
  startGatewayProcess({
    CFW_ENDPOINT: simulator.url,
    CFW_PROJECT_ID: PROJECTS.main,
    LIVE_INTERVAL_MS: '100',
    LIVE_IDLE_INTERVAL_MS: '100',
  });
const addTask = (name: string) =>
  fetch(`${simulator.url}/_simulator/rows`, {
    method: 'POST',
    body: JSON.stringify({ list: 'captureTasks', firewallId, rows: [{ name }] }),
  });
const at = (replica: GatewayProcess) => ({ gateway: { url: replica.url } as never });

test('SIGTERM: streams are told to come back, and at another replica nothing is lost', async () => {
  simulator = await startSimulator();
  replicas = await Promise.all([start(), start()]);
  const [first, second] = replicas as [GatewayProcess, GatewayProcess];
  const stream = await followTasks(at(first), firewallId);
  const { version } = await stream.changes();
  const client = socketClient(first.url);
  const closed = new Promise<CloseEvent>((resolve) => client.on('closed', (event) => resolve(event as CloseEvent)));
  const results = client.iterate({ query: FOLLOW_TASKS, variables: { firewallId } });
  await results.next();
  // The second replica knows the list, as it was and as it will be.
  const there = await followTasks(at(second), firewallId);
  expect((await there.changes()).version).toBe(version);

  first.signal('SIGTERM');
  // The stream ends without a word of the operation's end, by which clients know that it has not.
  await expect(stream.next()).rejects.toThrow('the stream has ended');
  expect(stream.text()).toMatch(/\nretry: \d+\n\n$/);
  await expect(results.next()).rejects.toMatchObject({ code: 1012 });
  expect((await closed).code).toBe(1012);
  expect(await first.exited).toBe(0);

  await addTask('meanwhile');
  expect(await there.changes()).toMatchObject({ added: [{ name: 'meanwhile' }] });
  const back = await followTasks(at(second), firewallId, version);
  expect(await back.changes()).toMatchObject({ added: [{ name: 'meanwhile' }], reset: false });

  // Each has a line at its start and one at its end.
  const lines = first.output().match(/"msg":"subscription \w+"/g) ?? [];
  expect(lines.toSorted()).toEqual([
    ...Array.from({ length: 2 }, () => '"msg":"subscription ended"'),
    ...Array.from({ length: 2 }, () => '"msg":"subscription started"'),
  ]);
  expect(first.output()).toMatch(/"transport":"WebSocket","events":1.*"msg":"subscription ended"/);
  back.leave();
  there.leave();
}, 60_000);

test('SIGTERM: what was asked over a WebSocket before is answered before the socket closes', async () => {
  simulator = await startSimulator();
  replicas = [await start()];
  const [only] = replicas as [GatewayProcess];
  const client = socketClient(only.url);
  await fetch(`${simulator.url}/_simulator/faults`, {
    method: 'PUT',
    body: JSON.stringify({ faults: [{ match: { operation: 'ListFirewallList' }, latencyMs: 1_000 }] }),
  });
  const results = client.iterate({ query: '{ firewalls(first: 1) { nodes { name } } }' });
  const answer = results.next();
  for (;;) {
    const seen = (await (await fetch(`${simulator.url}/_simulator/requests`)).json()) as { requests: unknown[] };
    if (seen.requests.length > 0) break;
  }
  only.signal('SIGTERM');
  expect((await answer).value).toMatchObject({ data: { firewalls: { nodes: [{ name: expect.any(String) }] } } });
  expect(await only.exited).toBe(0);
}, 60_000);

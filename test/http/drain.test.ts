import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';

let simulator: Simulator;
let gateway: GatewayProcess;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(() => gateway.kill());

const start = (variables: Record<string, string> = {}) =>
  startGatewayProcess({ CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main, ...variables });

const faults = (...list: object[]) =>
  fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify({ faults: list }) });

interface Reply {
  readonly status: number;
  readonly connection: string | undefined;
  readonly text: string;
}

/** Asks over the connections of an agent, as a balancer does. */
function ask(agent: Agent, path = '/graphql', query = '{ firewalls { totalCount } }'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const isGraph = path === '/graphql';
    const headers = { 'content-type': 'application/json', 'x-auth-token': 'a-token' };
    const outgoing = request(
      gateway.origin + path,
      { agent, headers, method: isGraph ? 'POST' : 'GET' },
      async (answer) => {
        const chunks: Buffer[] = await answer.toArray();
        const { statusCode = 0, headers } = answer;
        resolve({ status: statusCode, connection: headers.connection, text: Buffer.concat(chunks).toString() });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(isGraph ? JSON.stringify({ query }) : undefined);
  });
}

async function callsSeen(count: number): Promise<void> {
  for (;;) {
    const { requests } = (await (await fetch(`${simulator.url}/_simulator/requests`)).json()) as {
      requests: unknown[];
    };
    if (requests.length >= count) return;
  }
}

test('SIGTERM: not ready, nothing lost, exit 0', async () => {
  gateway = await start();
  const agent = new Agent({ keepAlive: true });
  expect((await ask(agent, '/ready')).status).toBe(200);
  await fetch(`${simulator.url}/_simulator/requests`, { method: 'DELETE' });
  await faults({ latencyMs: 1_500 });
  const running = Array.from({ length: 20 }, (_, index) =>
    ask(agent, '/graphql', `{ firewalls(first: ${index + 1}) { totalCount } }`),
  );
  await callsSeen(1);
  gateway.signal('SIGTERM');
  let ready: Reply;
  do ready = await ask(agent, '/ready');
  while (ready.status === 200);
  expect([ready.status, ready.text]).toEqual([503, '{"status":"draining"}']);
  // The balancer has not noticed yet.
  await faults();
  const late = await ask(agent);
  expect([late.status, late.connection, late.text]).toEqual([200, 'close', expect.stringContaining('totalCount')]);
  for (const { status, text } of await Promise.all(running)) {
    expect([status, text]).toEqual([200, expect.stringContaining('totalCount')]);
  }
  expect(await gateway.exited).toBe(0);
  agent.destroy();
}, 30_000);

test('a balancer that looks at /ready loses no request when a replica goes', async () => {
  gateway = await start();
  const agent = new Agent({ keepAlive: true });
  const replies: Promise<Reply>[] = [];
  for (let sent = 0, isReady = true; isReady; sent++) {
    replies.push(ask(agent));
    if (sent === 40) gateway.signal('SIGTERM');
    if (sent % 10 === 0) isReady = (await ask(agent, '/ready')).status === 200;
    await wait(2);
  }
  for (const { status, text } of await Promise.all(replies)) {
    expect([status, text]).toEqual([200, expect.stringContaining('"data"')]);
  }
  expect(await gateway.exited).toBe(0);
  agent.destroy();
}, 30_000);

test('a second signal ends it now', async () => {
  gateway = await start();
  await faults({ hang: true });
  const agent = new Agent();
  const lost = ask(agent).catch(() => 'lost');
  gateway.signal('SIGTERM');
  let ready: Reply;
  do ready = await ask(agent, '/ready');
  while (ready.status === 200);
  gateway.signal('SIGINT');
  expect(await gateway.exited).toBe(130);
  expect(await lost).toBe('lost');
  await faults();
}, 30_000);

test('what hangs is cut off at the deadline', async () => {
  gateway = await start({ REQUEST_TIMEOUT_MS: '800' });
  await fetch(`${simulator.url}/_simulator/requests`, { method: 'DELETE' });
  await faults({ hang: true });
  const agent = new Agent();
  const running = ask(agent);
  await callsSeen(1);
  gateway.signal('SIGTERM');
  expect((await running).text).toContain('UPSTREAM_TIMEOUT');
  expect(await gateway.exited).toBe(0);
  await faults();
}, 30_000);

test('a rejection that nobody handles is logged, what runs is finished, exit 1', async () => {
  gateway = await start();
  await fetch(`${simulator.url}/_simulator/requests`, { method: 'DELETE' });
  await faults({ latencyMs: 500 });
  const agent = new Agent();
  const running = ask(agent);
  await callsSeen(1);
  gateway.signal('SIGUSR2');
  expect((await running).status).toBe(200);
  expect(await gateway.exited).toBe(1);
  expect(gateway.output()).toMatch(/"level":"fatal".*planted fault/);
  await faults();
}, 30_000);

test('a wrong variable: one line, exit 1', async () => {
  const failing = startGatewayProcess({ PORT: 'abc' });
  await expect(failing).rejects.toThrow(/did not start: PORT must be .* Example: PORT=4000\n$/);
}, 30_000);

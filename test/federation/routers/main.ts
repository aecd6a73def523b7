// Follows docs/federation.md to the letter with real routers, which npm fetches into temporary folders. Needs a network;
// not part of `npm test`.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FIREWALLS } from '../../../src/simulator/known.ts';
import { followTasks } from '../../live/streams.ts';
import { startTestBed, type TestBed } from '../../support/gateway.ts';
import { CROSS_QUERIES } from '../queries.ts';
import { serveTickets } from '../serve-tickets.ts';
import { Page } from './page.ts';
import { Shell } from './shell.ts';

const SECRET = 'a-secret-of-the-router';
const INSTALL_MS = 8 * 60_000;
const START_MS = 60_000;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Each way through the page: the files to write, and a part of each block of commands to run. The last one runs on. */
const WAYS = {
  'Hive: mesh-compose and Hive Gateway': {
    files: ['mesh.config.ts', 'gateway.config.ts'],
    commands: ['mesh-compose', 'hive-gateway'],
    passesSubscriptionsOn: true,
  },
  'Apollo: @apollo/composition and Apollo Gateway': {
    files: ['compose.mjs', 'apollo-gateway.mjs'],
    commands: ['node compose.mjs', 'node apollo-gateway.mjs'],
    passesSubscriptionsOn: false,
  },
} as const;

const page = new Page();

/** Sends a query and returns the answer. */
async function ask(url: string, query: string, headers: Record<string, string>): Promise<unknown> {
  const body = JSON.stringify({ query });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return response.json();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilItAnswers(url: string, output: () => string): Promise<void> {
  for (const end = performance.now() + START_MS; performance.now() < end; await pause(200)) {
    const answer = await ask(url, '{ __typename }', {}).catch(() => undefined);
    if (answer !== undefined) return;
  }
  throw new Error(`The router did not start:\n${output().slice(-4000)}`);
}

/** Follows one way through the page in a folder of its own and asks the router everything. */
async function follow(way: (typeof WAYS)[keyof typeof WAYS], bed: TestBed, tickets: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'larger-graph-'));
  const shell = new Shell(folder, { ROUTER_SECRET: SECRET });
  const port = await freePort();
  const here = (text: string) =>
    text
      .replaceAll('http://127.0.0.1:4000/graphql', bed.gateway.url)
      .replaceAll('http://127.0.0.1:4001/graphql', tickets)
      .replaceAll('4002', String(port))
      .replaceAll('../', ROOT);
  const cleanUp = () => {
    shell.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);
  try {
    for (const name of way.files) await writeFile(join(folder, name), here(page.file(name)));
    const [, ...init] = page.commands('npm init');
    const commands = [
      ...init,
      ...page.commands('cp ../schema'),
      ...way.commands.flatMap((part) => page.commands(part)),
    ];
    const last = commands.pop() ?? '';
    for (const command of commands) await shell.run(here(command), INSTALL_MS);
    const url = `http://127.0.0.1:${port}/graphql`;
    await untilItAnswers(url, shell.start(here(last)).output);
    const answers = await question(url);
    return way.passesSubscriptionsOn ? answers + (await followThrough(url, bed)) : answers;
  } finally {
    await shell.close();
    cleanUp();
    process.off('exit', cleanUp);
  }
}

/** Asks a router everything it must be able to answer; returns how many questions that were. */
async function question(url: string): Promise<number> {
  const token = { 'x-auth-token': 'token-of-a-tenant' };
  for (const { query, data } of CROSS_QUERIES) assert.deepEqual(await ask(url, query, token), { data });
  const [curl = ''] = page.commands('curl');
  const { query } = JSON.parse(/-d '(.*)'/.exec(curl)?.[1] ?? '') as { query: string };
  assert.deepEqual(await ask(url, query, token), page.answer());
  const api = await ask(url, '{ __type(name: "Query") { fields { name } } }', token);
  assert.doesNotMatch(JSON.stringify(api), /"nodes?"/);
  const nobody = (await ask(url, '{ firewalls { totalCount } tickets { edges { cursor } } }', {})) as {
    data: unknown;
    errors: { extensions: { code: string } }[];
  };
  assert.deepEqual(nobody.data, {
    firewalls: null,
    tickets: { edges: ['T-1', 'T-2', 'T-3'].map((cursor) => ({ cursor })) },
  });
  assert.equal(nobody.errors[0]?.extensions.code, 'UNAUTHENTICATED');
  return CROSS_QUERIES.length + 3;
}

/** Follows a list through a router while it changes; returns how many events came as they should. */
async function followThrough(url: string, bed: TestBed): Promise<number> {
  const firewallId = FIREWALLS.single;
  const stream = await followTasks({ gateway: { url } }, firewallId);
  assert.equal((await stream.changes()).reset, true);
  await bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows: [{ name: 'through the router' }] });
  const { added } = await stream.changes();
  assert.deepEqual(
    added.map(({ name }) => name),
    ['through the router'],
  );
  stream.leave();
  return 2;
}

process.once('SIGINT', () => process.exit(130));
const bed = await startTestBed({ ROUTER_SECRET: SECRET, LIVE_INTERVAL_MS: '200', LIVE_IDLE_INTERVAL_MS: '200' });
const tickets = await serveTickets(0);
try {
  // The control: what the routers are let in by.
  assert.match(JSON.stringify(await ask(bed.gateway.url, '{ _service { sdl } }', {})), /FORBIDDEN/);
  for (const [name, way] of Object.entries(WAYS)) {
    const since = performance.now();
    const answers = await follow(way, bed, tickets.url);
    console.log(`${name}: ${answers} of ${answers} answers right, ${Math.round((performance.now() - since) / 1000)} s`);
  }
} finally {
  await tickets.close();
  await bed.close();
}

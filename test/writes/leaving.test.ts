import { request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { startWatchedGateway, type WatchedGateway } from '../telemetry/watched-gateway.ts';
import { MUTATIONS, OBJECT } from './writing.ts';

let gateway: WatchedGateway;
afterEach(() => gateway.close());

const ENTRY = { address: '203.0.113.7', direction: 'SOURCE', protocol: 'ANY' };
const input = { objectId: OBJECT, listType: 'BLACKLIST', entries: [ENTRY] };

interface Log {
  readonly requests: readonly { readonly operation: string }[];
}
const seen = async (operation: string) =>
  ((await gateway.control('GET', 'requests')) as Log).requests.filter((one) => one.operation === operation).length;

/** Begins a write, and leaves as soon as CFW has been asked to carry it out. */
async function writeAndLeave(): Promise<void> {
  const caller = request(`${gateway.base}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
  });
  caller.on('error', () => undefined);
  caller.end(JSON.stringify({ query: MUTATIONS.createListEntries, variables: { input } }));
  while ((await seen('BatchCreateBlackWhiteList')) + (await seen('AddBlackWhiteList')) === 0);
  caller.destroy();
  await new Promise((resolve) => caller.once('close', resolve));
}

const effects = async () => ((await gateway.control('GET', 'effects')) as { effects: readonly unknown[] }).effects;

test('a caller who leaves does not stop a write: it is finished and logged', async () => {
  gateway = await startWatchedGateway();
  await gateway.control('PUT', 'faults', { faults: [{ latencyMs: 300 }] });
  await writeAndLeave();
  const [line] = await gateway.log.waitFor(1, ({ msg }) => msg === 'write');
  expect(line).toMatchObject({ level: 'info', operation: 'createListEntries', objectId: OBJECT });
  expect(await effects()).toHaveLength(1);
});

test('the process does not end before a write whose caller has left', async () => {
  gateway = await startWatchedGateway();
  // Longer than a gateway that nobody asks any more takes to stop.
  await gateway.control('PUT', 'faults', { faults: [{ latencyMs: 3_000, match: { method: 'POST' } }] });
  await writeAndLeave();
  await gateway.drain();
  const lines = gateway.log.lines.filter(({ msg }) => msg === 'write');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ outcome: 'CREATED' });
  expect(await effects()).toHaveLength(1);
});

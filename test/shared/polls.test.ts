import { afterEach, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { startGatewayProcess } from '../http/gateway-process.ts';
import { type EventStream, FOLLOW_ENTRIES, FOLLOW_TASKS, openStream } from '../live/streams.ts';
import { withEachServer } from '../support/redis.ts';
import { pause, type Replicas, startReplicas } from './replicas.ts';

const INTERVAL = 500;
const PACE = { LIVE_INTERVAL_MS: String(INTERVAL), LIVE_IDLE_INTERVAL_MS: String(INTERVAL) };
const firewallId = FIREWALLS.single;

let bed: Replicas;
const open: EventStream[] = [];
afterEach(async () => {
  for (const stream of open.splice(0)) stream.leave();
  await bed.close();
});

async function follow(url: string, since?: string): Promise<EventStream> {
  const stream = await openStream(url, FOLLOW_TASKS, { firewallId, since });
  open.push(stream);
  return stream;
}

async function addTask(name: string): Promise<void> {
  const rows = [{ name, status: 1, task_id: crypto.randomUUID() }];
  await bed.control('POST', 'rows', { firewallId, list: 'captureTasks', rows });
}

const namesOf = ({ added }: { added: readonly { name?: string }[] }) => added.map(({ name }) => name);

withEachServer((program) => {
  test('a list that is followed on four replicas is polled as often as by one, and all see what changes', async () => {
    bed = await startReplicas(program, 4, PACE);
    const streams: EventStream[] = [];
    for (const { url } of bed.gateways) streams.push(await follow(url));
    const first = await Promise.all(streams.map((stream) => stream.changes()));
    expect(first.map(({ reset }) => reset)).toEqual([true, true, true, true]);
    expect(new Set(first.map(({ version }) => version)).size).toBe(1);
    await bed.calls();
    await pause(4 * INTERVAL);
    const polls = (await bed.calls()).length;
    expect(polls).toBeGreaterThanOrEqual(1);
    // Four that polled for themselves would make sixteen.
    expect(polls).toBeLessThanOrEqual(6);
    await addTask('new');
    const seen = await Promise.all(streams.map((stream) => stream.changes()));
    expect(seen.map(namesOf)).toEqual([['new'], ['new'], ['new'], ['new']]);
    expect(new Set(seen.map(({ version }) => version)).size).toBe(1);
  }, 30_000);

  test('the replica that polls is killed: another goes on, and no change is lost', async () => {
    bed = await startReplicas(program, 2, PACE);
    const leader = await startGatewayProcess({
      ...PACE,
      ...{ CFW_ENDPOINT: bed.cfw, CFW_PROJECT_ID: PROJECTS.main, REDIS_URL: bed.redis.url },
    });
    const itsOwn = await follow(leader.url);
    await itsOwn.changes();
    const streams = [await follow(bed.gateways[0]!.url), await follow(bed.gateways[1]!.url)];
    for (const stream of streams) await stream.changes();
    await leader.kill();
    await itsOwn.next().catch(() => null);
    await addTask('while nobody looked');
    for (const stream of streams) expect(namesOf(await stream.changes())).toEqual(['while nobody looked']);
  }, 30_000);

  test('who comes to another replica with `since` is told what happened, as if it had been there', async () => {
    bed = await startReplicas(program, 2, PACE);
    const stream = await follow(bed.gateways[0]!.url);
    const { version } = await stream.changes();
    await addTask('one');
    expect(namesOf(await stream.changes())).toEqual(['one']);
    const elsewhere = await follow(bed.gateways[1]!.url, version);
    expect(await elsewhere.changes()).toMatchObject({ reset: false, added: [{ name: 'one' }] });
    await addTask('two');
    expect(namesOf(await elsewhere.changes())).toEqual(['two']);
  }, 30_000);

  test('a write on one replica is polled for at once by another', async () => {
    bed = await startReplicas(program, 2, { LIVE_INTERVAL_MS: '600000', LIVE_IDLE_INTERVAL_MS: '600000' });
    const objectId = OBJECTS.emptyInternet;
    const stream = await openStream(bed.gateways[0]!.url, FOLLOW_ENTRIES, { objectId, listType: 'BLACKLIST' });
    open.push(stream);
    await stream.changes();
    const entries = [{ address: '198.51.100.1', direction: 'SOURCE', protocol: 'TCP', port: '80' }];
    const write =
      'mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome } } }';
    await bed.ask(1, write, { input: { objectId, listType: 'BLACKLIST', entries } });
    expect((await stream.changes()).added).toHaveLength(1);
  }, 30_000);

  test('while Redis is away each replica polls for itself', async () => {
    bed = await startReplicas(program, 2, PACE);
    const streams = [await follow(bed.gateways[0]!.url), await follow(bed.gateways[1]!.url)];
    for (const stream of streams) await stream.changes();
    await bed.redis.kill();
    await addTask('new');
    for (const stream of streams) expect(namesOf(await stream.changes())).toEqual(['new']);
    await bed.redis.restart();
    await Promise.all([bed.sees(0, false), bed.sees(1, false)]);
    await addTask('newer');
    for (const stream of streams) expect(namesOf(await stream.changes())).toEqual(['newer']);
  }, 30_000);
});

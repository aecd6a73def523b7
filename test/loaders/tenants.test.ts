import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { type Credentials, forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { type GatewayState, openMemory } from '../../src/gateway-state.ts';
import { RequestContext } from '../../src/operations/request-context.ts';
import { parseWindow } from '../../src/paging/window-arguments.ts';
import { tenantMark } from '../../src/simulator/access/tenant.ts';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { withBed } from '../graph/own-bed.ts';
import { Random } from '../paging/random.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { NOBODY_FOLLOWS } from '../support/nobody-follows.ts';

const TOKENS = ['token-of-anna', 'token-of-ben', 'token-of-chloe', 'token-of-dan'];
/** Few different questions, so that most requests in flight are equal but for who asks. */
const QUESTIONS = [{ first: 1 }, { first: 2 }, { last: 1 }, { last: 2 }, { first: 1, last: null }];

let simulator: Simulator;
let client: CfwClient;
let state: GatewayState;
beforeAll(async () => {
  simulator = await startSimulator({ tenantRows: true });
  const endpoint = simulator.url;
  client = createCfwClient({ endpoint, timeZone: 'UTC', attemptTimeoutMs: 5000 });
  state = {
    client,
    endpoint,
    memory: openMemory(),
    maxPageSize: 4096,
    maxUpstreamCalls: 64,
    live: NOBODY_FOLLOWS,
  };
});
afterAll(async () => {
  await client.close();
  await simulator.close();
});

/** Asks so many questions, each for one of four callers, many at a time; the answers that show another caller's rows. */
async function leaks(requests: number, credentialsOf: (token: string) => Credentials): Promise<number> {
  const random = new Random(requests);
  let leaked = 0;
  const ask = async () => {
    const token = random.of(TOKENS);
    const tenant = { projectId: PROJECTS.main, credentials: credentialsOf(token) };
    const terms = { tenant: () => tenant, signal: new AbortController().signal, deadline: performance.now() + 15_000 };
    const list = new RequestContext(state, terms).list(captureTasks, { firewallId: FIREWALLS.documented });
    const { rows } = await list.window(parseWindow(random.of(QUESTIONS), list.digest, 4096));
    if (rows.length === 0 || rows.some(({ name }) => !name?.startsWith(tenantMark(token)))) leaked++;
  };
  for (let asked = 0; asked < requests; asked += 250) await Promise.all(Array.from({ length: 250 }, ask));
  return leaked;
}

describe('four callers with equal questions', () => {
  test('10,000 interleaved requests: nobody sees rows of another', async () => {
    expect(await leaks(10_000, forwardedToken)).toBe(0);
  });

  test('control: with the credential left out of every key, the same requests do leak', async () => {
    const everybody = (token: string): Credentials => {
      const own = forwardedToken(token);
      return {
        identity: 'everybody',
        derive: () => Buffer.alloc(32),
        advice: own.advice,
        authorize: (admission) => own.authorize(admission),
        conceal: (text) => own.conceal(text),
      };
    };
    expect(await leaks(500, everybody)).toBeGreaterThan(100);
  });

  test('through the front door', async () => {
    await withBed({}, { tenantRows: true }, async (bed) => {
      const random = new Random(1);
      const arguments_ = ['first: 1', 'first: 2', 'last: 1'];
      let leaked = 0;
      const ask = async () => {
        const token = random.of(TOKENS);
        const query = `{ list: captureTasks(firewallId: "${FIREWALLS.documented}", ${random.of(arguments_)}) { nodes { name } } }`;
        const { data } = await bed.ask(query, undefined, { 'x-auth-token': token });
        const { nodes } = (data as unknown as { list: { nodes: { name: string }[] } }).list;
        if (nodes.length === 0 || nodes.some(({ name }) => !name.startsWith(tenantMark(token)))) leaked++;
      };
      for (let asked = 0; asked < 240; asked += 40) await Promise.all(Array.from({ length: 40 }, ask));
      expect(leaked).toBe(0);
    });
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import type { GatewayProcess } from '../../test/http/gateway-process.ts';
import { descriptorsOf, withBed } from '../bed.ts';
import { Client, operation } from '../client.ts';
import { atMost, type Case, none } from '../figure.ts';
import { PROJECTS } from '../projects.ts';
import { uncoded } from '../verdict.ts';

const REQUESTS = 100_000;
/** Until then the heap grows by the code that V8 compiles, some of it only for what fails now and then. */
const WARM_UP = 150_000;
const LOOKS = 10;
const AT_A_TIME = 32;
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';

/** Tells the heap that is left after a collection, when it is asked by SIGHUP. */
const HEAP_TELLER =
  'data:text/javascript,process.on("SIGHUP",()=>{gc();gc();console.log("HEAP "+process.memoryUsage().heapUsed)})';

/** A hundred thousand requests, one in twenty of whose calls fail. */
export const longRun: Case = {
  name: '100,000 requests with 5 % faults',
  seconds: 200,
  run: () =>
    withBed(
      {},
      async ({ upstream, gateway }) => {
        const client = new Client(gateway.url);
        await upstream.faults(
          { probability: 0.02, status: 503 },
          { probability: 0.02, reset: true },
          { probability: 0.01, body: 'truncated' },
        );
        const faults: string[] = [];
        let sent = 0;
        const run = async (count: number) => {
          const until = sent + count;
          const loop = async () => {
            while (sent < until) {
              const query = `{ captureTasks(firewallId: "${FIREWALL}", first: ${(sent % 40) + 1}) { nodes { name status } pageInfo { endCursor } } }`;
              const headers = { 'x-auth-token': `t${sent % 500}`, 'x-project-id': PROJECTS[sent++ % 20]! };
              faults.push(...uncoded(await client.send(operation(query, headers))));
            }
          };
          await Promise.all(Array.from({ length: AT_A_TIME }, loop));
        };
        await run(WARM_UP);
        const heaps = [await heapOf(gateway)];
        const descriptors = [descriptorsOf(gateway.pid)];
        for (let look = 0; look < LOOKS; look++) {
          await run(REQUESTS / LOOKS);
          heaps.push(await heapOf(gateway));
          descriptors.push(descriptorsOf(gateway.pid));
        }
        client.close();
        return [
          atMost('heap slope per request', 1, slopeOf(heaps) / (REQUESTS / LOOKS), ' B'),
          atMost('descriptors more than after the warm-up', 10, descriptors.at(-1)! - descriptors[0]!),
          none('answers without a code', faults),
        ];
      },
      ['--expose-gc', '--import', HEAP_TELLER, 'dist/main.js'],
    ),
};

async function heapOf(gateway: GatewayProcess): Promise<number> {
  // Lets what was just answered go.
  await wait(1_500);
  const told = () => gateway.output().match(/HEAP \d+/g) ?? [];
  const before = told().length;
  gateway.signal('SIGHUP');
  while (told().length === before) await wait(20);
  return Number(told().at(-1)!.slice(5));
}

/** By least squares: growth from one value to the next. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return covariance / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}

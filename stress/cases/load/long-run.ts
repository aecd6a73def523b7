import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { GatewayProcess } from '../../../test/http/gateway-process.ts';
import { descriptorsOf, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atMost, type Case, none } from '../../figure.ts';
import { PROJECTS } from '../../projects.ts';
import { uncoded } from '../../verdict.ts';

const REQUESTS = 100_000;
const CALLERS = 20;
/** Enough to fill all that is remembered of a caller: the times of its last calls are the most, 2,048 (`CallLog`). */
const WARM_UP = 2_250 * CALLERS;
const LOOKS = 10;
const AT_A_TIME = 32;
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';

/** Writes what is left in the heap after a collection to a file, when it is asked by SIGHUP. */
const HEAP_TELLER =
  'data:text/javascript,import{writeHeapSnapshot}from"node:v8";import{tmpdir}from"node:os";process.on("SIGHUP",()=>{gc();gc();console.log("HEAP "+writeHeapSnapshot(tmpdir()+"/gateway-"+process.pid+"-"+Date.now()+".heapsnapshot"))})';

/** What V8 keeps for itself. It grows for as long as there is code that has not been compiled for its commonest use. */
const OF_V8: readonly string[] = ['code', 'hidden', 'object shape', 'synthetic'];

/** A hundred thousand requests, one in twenty of whose calls fail. */
export const longRun: Case = {
  name: '100,000 requests with 5 % faults',
  seconds: 180,
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
              const headers = { 'x-auth-token': `t${sent % CALLERS}`, 'x-project-id': PROJECTS[sent++ % CALLERS]! };
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

/** Bytes of all values in the heap: objects, functions, strings, arrays, numbers. */
async function heapOf(gateway: GatewayProcess): Promise<number> {
  // Lets what was just answered go.
  await wait(1_500);
  const told = () => gateway.output().match(/HEAP .+/g) ?? [];
  const before = told().length;
  gateway.signal('SIGHUP');
  while (told().length === before) await wait(20);
  const file = told().at(-1)!.slice(5);
  const { snapshot, nodes } = JSON.parse(readFileSync(file, 'utf8')) as HeapSnapshot;
  rmSync(file);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    const type = types[0][nodes[node + fields.indexOf('type')]!]!;
    if (!OF_V8.includes(type)) bytes += nodes[node + fields.indexOf('self_size')]!;
  }
  return bytes;
}

/** What is read of V8's heap snapshots: a table of nodes in one row, and what its columns are. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** By least squares: growth from one value to the next. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return covariance / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}

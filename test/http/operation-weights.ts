import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { standaloneSchema } from '../../src/graph/schema.ts';
import { costLimits } from '../../src/http/operation/cost.ts';
import { DocumentReader } from '../../src/http/operation/document.ts';

/*
 * Reads distinct operations of each shape and prints, as JSON, by how much the heap has grown and what was reckoned. It is
 * a process of its own: a worker of the tests has a heap twenty times as large, which is never still and takes seconds to
 * collect.
 */

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const FIELDS = 'taskId name status protocol sourceAddress destAddress duration maxPackets createdDate';

const SHAPES: Record<string, [count: number, text: (index: number) => string]> = {
  'of a few characters': [500, (index) => `{a${index}:__typename}`],
  'that are not valid': [250, (index) => `{a${index}}`],
  'that are cut off': [500, (index) => `{a${index}`],
  'that are one long comment': [60, (index) => `{a:__typename} #${index}${'x'.repeat(60_000)}`],
  'of one list': [150, (index) => `{a${index}:firewalls{nodes{captureTasks{totalCount nodes{${FIELDS}}}}}}`],
  'of abstract types': [
    250,
    (index) => `{a${index}:node(id:"x"){id ...on CaptureTask{name} ...on Firewall{name status}}}`,
  ],
  'with switches': [
    200,
    (index) =>
      `query Q${index}($a:Boolean=true,$b:Boolean=false){a:__typename @include(if:$a) b:__typename @skip(if:$b) firewalls{totalCount}}`,
  ],
  'whose fragment is written out': [
    40,
    (index) =>
      `{${Array.from({ length: 40 }, (_, alias) => `a${index}_${alias}:firewalls{...F}`).join()}} fragment F on FirewallConnection{nodes{id name captureTasks{nodes{${FIELDS}}}}}`,
  ],
};

async function weigh(count: number, text: (index: number) => string) {
  const reader = new DocumentReader(standaloneSchema(), true, costLimits(4096, 64));
  const read = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      for (const { executable } of reader.read(text(index)).operations) await executable.execute({}, {});
    }
    // V8 forgets the text of functions only some collections after them.
    for (let collection = 0; collection < 4; collection++) collect();
    return { heap: process.memoryUsage().heapUsed, reckoned: reader.bytes };
  };
  const before = await read(0, count / 10);
  const after = await read(count / 10, count);
  return { heap: after.heap - before.heap, reckoned: after.reckoned - before.reckoned };
}

const weights: Record<string, Awaited<ReturnType<typeof weigh>>> = {};
for (const [shape, [count, text]] of Object.entries(SHAPES)) weights[shape] = await weigh(count, text);
console.log(JSON.stringify(weights));

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { standaloneSchema } from '../../src/graph/schema.ts';
import { costLimits } from '../../src/http/operation/cost.ts';
import { DocumentReader } from '../../src/http/operation/document.ts';
import { WeightedMemory } from '../../src/memory/weighted-memory.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MAX_BYTES = 24_000_000;
const FIELDS = 'taskId name status protocol sourceAddress destAddress duration maxPackets createdDate';

const SHAPES: readonly [string, number, (index: number) => string][] = [
  ['of a few characters', 1_000, (index) => `{a${index}:__typename}`],
  ['that are not valid', 500, (index) => `{a${index}}`],
  ['that are cut off', 1_000, (index) => `{a${index}`],
  ['that are one long comment', 100, (index) => `{a:__typename} #${index}${'x'.repeat(60_000)}`],
  ['of one list', 300, (index) => `{a${index}:firewalls{nodes{captureTasks{totalCount nodes{${FIELDS}}}}}}`],
  [
    'of abstract types',
    500,
    (index) => `{a${index}:node(id:"x"){id ...on CaptureTask{name} ...on Firewall{name status}}}`,
  ],
  [
    'whose fragment is written out',
    60,
    (index) =>
      `{${Array.from({ length: 40 }, (_, alias) => `a${index}_${alias}:firewalls{...F}`).join()}} fragment F on FirewallConnection{nodes{id name captureTasks{nodes{${FIELDS}}}}}`,
  ],
];

test.each(SHAPES)('operations %s weigh no more than is reckoned', async (_, count, text) => {
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
  expect(after.heap - before.heap).toBeLessThan(MAX_BYTES);
  // As long as nothing has been forgotten, what is held can be compared. The heap of a test's process is not still.
  if (after.reckoned > MAX_BYTES / 3) return;
  expect(after.heap - before.heap).toBeLessThan((after.reckoned - before.reckoned) * 1.2 + 1_000_000);
});

test('thousands of distinct operations, compiled, are no more than what may be remembered', async () => {
  const reader = new DocumentReader(standaloneSchema(), true, costLimits(4096, 64));
  let most = 0;
  for (let index = 0; index < 2_500; index++) {
    const [operation] = reader.read(
      `query($s:Boolean!=${index % 2 === 0}){a${index}:__typename @skip(if:$s)}`,
    ).operations;
    for (const s of [true, false]) await operation!.executable.execute({}, { s });
    most = Math.max(most, reader.bytes);
  }
  expect(most).toBeLessThanOrEqual(MAX_BYTES);
  expect(most).toBeGreaterThan(MAX_BYTES / 2);
});

test('a weighted memory never holds more than it may, and what was used last stays', () => {
  const step = fc.record({ key: fc.integer({ min: 0, max: 30 }), bytes: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const memory = new WeightedMemory<number>(100);
      const weights = new Map<number, number>();
      for (const { key, bytes } of steps) {
        const known = memory.get(String(key));
        if (known === undefined) {
          memory.set(String(key), bytes, bytes);
          weights.set(key, bytes);
        } else expect(known).toBe(weights.get(key));
        expect(memory.bytes).toBeLessThanOrEqual(100);
        expect(memory.get(String(key))).toBe(weights.get(key)! <= 50 ? weights.get(key) : undefined);
      }
    }),
  );
});

import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { standaloneSchema } from '../../src/graph/schema.ts';
import { costLimits } from '../../src/http/operation/cost.ts';
import { DocumentReader } from '../../src/http/operation/document.ts';
import { WeightedMemory } from '../../src/memory/weighted-memory.ts';
import { RunningProgram } from '../telemetry/process.ts';

const MAX_BYTES = 24_000_000;

/** By how much the heap grew while operations of each shape were read and what was reckoned for them, in bytes. */
let weights: Record<string, { readonly heap: number; readonly reckoned: number }>;
beforeAll(async () => {
  const program = new RunningProgram('test/http/operation-weights.ts', []);
  expect([await program.exitCode(), program.stderr]).toEqual([0, '']);
  weights = JSON.parse(program.stdout);
}, 60_000);

test.each([
  'of a few characters',
  'that are not valid',
  'that are cut off',
  'that are one long comment',
  'of one list',
  'of abstract types',
  'with switches',
  'whose fragment is written out',
])('operations %s weigh no more than is reckoned', (shape) => {
  const { heap, reckoned } = weights[shape]!;
  // The heap of a process is not quite still.
  expect(heap).toBeLessThan(reckoned * 1.2 + 1_000_000);
});

test('operations, compiled for each setting of their switches, are no more than may be remembered', async () => {
  const reader = new DocumentReader(standaloneSchema(), true, costLimits(4096, 64));
  const fields = Array.from({ length: 40 }, (_, alias) => `a${alias}:__typename`).join();
  let most = 0;
  for (let index = 0; index < 150; index++) {
    const [operation] = reader.read(`query Q${index}($s:Boolean!){${fields} b:__typename @skip(if:$s)}`).operations;
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

import { deepStrictEqual } from 'node:assert/strict';
import type { Agent } from 'node:http';
import { exchange } from './exchange.ts';
import type { Workload } from './workloads/workloads.ts';

/** How many windows of each workload are compared. */
const SAMPLES = 5;

/**
 * Stops the benchmark when the two sides do not answer alike. Every value must be equal, but for the cursors, which
 * must be there on both sides: the floor's are plain offsets, the gateway's know their row.
 */
export async function compareAnswers(
  workloads: readonly Workload[],
  origins: Record<Workload['side'], string>,
  agent: Agent,
) {
  for (const floor of workloads.filter(({ side }) => side === 'floor')) {
    const gateway = workloads.find(({ name, side }) => side === 'gateway' && name === floor.name)!;
    for (let index = 0; index < Math.min(SAMPLES, floor.requests.length); index++) {
      const [ours, byHand] = await Promise.all([
        exchange(origins.gateway, agent, gateway.requests[index]!),
        exchange(origins.floor, agent, floor.requests[index]!),
      ]);
      const answer = withoutCursors(ours);
      deepStrictEqual(answer, withoutCursors(byHand), `${floor.name}: the two sides answer differently`);
      const rows = answer.data.captureTasks.edges.length;
      deepStrictEqual(rows, Number(floor.name.split(' ')[1]), `${floor.name}: ${rows} rows`);
    }
  }
}

function withoutCursors(answer: Buffer) {
  return JSON.parse(answer.toString(), (key, value) =>
    /cursor$/i.test(key) && typeof value === 'string' && value.length > 0 ? 'a cursor' : value,
  );
}

import { FIREWALLS } from '../../src/simulator/known.ts';
import type { Answer } from '../support/gateway.ts';
import { pause, type Replicas } from './replicas.ts';

export const tasks = (first: number) =>
  `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: ${first}) { totalCount nodes { name } } }`;

/** Requests all the time. */
export interface Load {
  /** How many have been answered by now. */
  readonly answered: number;
  /** Ends it. @returns the answers that were not whole, or not right */
  stop(): Promise<readonly string[]>;
}

/** Asks all replicas all the time for pages of other lengths. */
export function startLoad(bed: Replicas): Load {
  const replicas = bed.gateways.length;
  let isOver = false;
  let asked = 0;
  let answered = 0;
  const wrong: string[] = [];
  const asking = Array.from({ length: replicas * 2 }, async (_, at) => {
    while (!isOver) {
      const first = 1 + (asked++ % 9);
      const answer = await bed.ask(at % replicas, tasks(first)).catch((error: unknown) => String(error));
      const isRight = typeof answer === 'object' && rowsOf(answer) === first;
      if (!isRight) wrong.push(JSON.stringify(answer).slice(0, 200));
      answered++;
      await pause(2);
    }
  });
  return {
    get answered() {
      return answered;
    },
    async stop() {
      isOver = true;
      await Promise.all(asking);
      return wrong;
    },
  };
}

function rowsOf({ data }: Answer): number | undefined {
  return (data as { captureTasks?: { nodes: unknown[] } } | null | undefined)?.captureTasks?.nodes.length;
}

import { setTimeout as wait } from 'node:timers/promises';
import { FIREWALLS } from '../../../src/simulator/known.ts';
import { Client, operation } from '../../client.ts';
import { atLeast, atMost, type Case, type Figure, none } from '../../figure.ts';
import { openLoop } from '../../open-loop.ts';
import { withReplicas } from '../../replicas.ts';
import { bodyOf } from '../../verdict.ts';

const REPLICAS = 4;
const LIMIT = 200;
const WINDOW_SECONDS = 10;
const SECONDS = 60;

/** Three times what CFW allows is asked for, over all replicas, of lists of which no two that are under way are equal. */
function overrun(variables: Record<string, string>): Promise<Figure[]> {
  return withReplicas(REPLICAS, variables, async ({ upstream, balancer }) => {
    await upstream.faults({ rateLimit: { limit: LIMIT, windowSeconds: WINDOW_SECONDS } });
    const client = new Client(balancer.url);
    let turn = 0;
    const offered = (3 * LIMIT) / WINDOW_SECONDS;
    const since = performance.now();
    const asking = openLoop(SECONDS, offered, () => {
      const first = 1 + (turn++ % 1_000);
      return client.send(
        operation(`{ captureTasks(firewallId: "${FIREWALLS.busy}", first: ${first}) { totalCount nodes { name } } }`),
      );
    });
    await wait(SECONDS * 1_000 - (performance.now() - since));
    const { refused, taken } = await upstream.statuses();
    const replies = await asking;
    client.close();
    const codes = replies.flatMap((reply) => bodyOf(reply).errors?.map(({ extensions }) => extensions?.code) ?? []);
    return [
      atMost('calls over the limit', 1, (refused / (taken + refused)) * 100, ' %'),
      atLeast('of the limit used', 95, (taken / ((LIMIT * SECONDS) / WINDOW_SECONDS)) * 100, ' %'),
      none(
        'errors that do not say that too much is asked',
        codes.filter((code) => code !== 'RATE_LIMITED' && code !== 'OVERLOADED').map(String),
      ),
    ];
  });
}

/** What CFW allows is known beforehand. */
export const replicaRates: Case = {
  name: '3 times what CFW allows over 4 replicas, replica rates',
  seconds: 90,
  run: () => overrun({ UPSTREAM_RATE: `${LIMIT}/${WINDOW_SECONDS}s` }),
};

/** What CFW allows is learnt from its first refusals, which are among those counted. */
export const learntRates: Case = {
  name: '3 times what CFW allows over 4 replicas, to be learnt, learnt rates',
  seconds: 90,
  run: () => overrun({}),
};

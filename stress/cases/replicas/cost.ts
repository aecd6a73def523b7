import { intervalOf } from '../../../bench/interval.ts';
import { cpuMs } from '../../../bench/processes.ts';
import { FIREWALLS } from '../../../src/simulator/known.ts';
import type { GatewayProcess } from '../../../test/http/gateway-process.ts';
import { startRedis } from '../../../test/support/redis-server.ts';
import { startGateway } from '../../bed.ts';
import { Client, requestBytes } from '../../client.ts';
import { atLeast, atMost, type Case, none } from '../../figure.ts';
import { closedLoop } from '../../open-loop.ts';
import { startUpstream } from '../../upstream.ts';
import { isWhole } from '../../verdict.ts';

const PAIRS = 50;
const WARM_UP_PAIRS = 8;
const SLICE_SECONDS = 0.3;
const CONNECTIONS = 8;

const PAGE = {
  query: `{ captureTasks(firewallId: "${FIREWALLS.busy}", first: 50) { totalCount nodes { taskId name status protocol sourceAddress destAddress } } }`,
};

/** Requests of which no two that are under way are equal: each asks in another language. */
function pageIn(turn: number): Buffer {
  const language = `aa-${String.fromCharCode(97 + (turn % 26), 97 + (Math.floor(turn / 26) % 26))}`;
  return requestBytes('/graphql', { 'x-auth-token': 'a-token', 'x-language': language }, PAGE);
}

/** What sharing costs one process that has nobody to share with. */
export const replicaCost: Case = {
  name: 'distinct 50-row pages on one process with Redis and without, replica cost',
  seconds: 45,
  run: async () => {
    const redis = await startRedis();
    const upstream = await startUpstream();
    const gateways: GatewayProcess[] = [];
    try {
      for (const variables of [{}, { REDIS_URL: redis.url }]) {
        gateways.push(await startGateway({ CFW_ENDPOINT: upstream.url, ...variables }));
      }
      const [alone, shared] = gateways.map(({ url, pid }) => ({ client: new Client(url), pid }));
      const failed: string[] = [];
      let turn = 0;
      const cpuPerRequest = async ({ client, pid }: { client: Client; pid: number }) => {
        const before = cpuMs(pid);
        const replies = await closedLoop(SLICE_SECONDS, CONNECTIONS, () => client.send(pageIn(turn++)));
        failed.push(...replies.filter((reply) => !isWhole(reply)).map(({ body }) => body));
        return (cpuMs(pid) - before) / replies.length;
      };
      // In turn, and by short slices, so that what else the machine does strikes both alike.
      const ratios: number[] = [];
      for (let pair = -WARM_UP_PAIRS; pair < PAIRS; pair++) {
        const first = pair % 2 === 0 ? alone! : shared!;
        const one = await cpuPerRequest(first);
        const other = await cpuPerRequest(first === alone ? shared! : alone!);
        if (pair >= 0) ratios.push(first === alone ? other / one : one / other);
      }
      alone!.client.close();
      shared!.client.close();
      return [
        none('requests that failed', failed),
        atLeast('pairs of slices', PAIRS, ratios.length),
        atMost('CPU with Redis against without, median', 1.15, intervalOf(ratios).median),
      ];
    } finally {
      for (const gateway of gateways) await gateway.kill();
      await upstream.kill();
      await redis.kill();
    }
  },
};

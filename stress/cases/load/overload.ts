import { withBed } from '../../bed.ts';
import { Client, operation, requestBytes } from '../../client.ts';
import { atLeast, atMost, type Case, none, percentile } from '../../figure.ts';
import { closedLoop, openLoop } from '../../open-loop.ts';
import { isWhole, uncoded } from '../../verdict.ts';

const FIREWALL = '5c1e7d52-0d0f-4f6e-9a35-2f4d1b7a9e10';
const FIELDS = 'taskId name status protocol sourceAddress destAddress duration maxPackets captureSizeBytes createdDate';
const DEADLINE_MS = 15_000;
const SECONDS = 20;
/** Far below the deadline: no request waits for more than about a second before it begins. */
const SOON_MS = 2_000;
/** More than there are requests at the same time. */
const CONNECTIONS = 4_000;

/** Three times as many requests as the gateway can answer. */
export const overload: Case = {
  name: 'open loop at 3 × capacity, 20 s',
  seconds: 45,
  run: () =>
    withBed({}, async ({ gateway }) => {
      const client = new Client(gateway.url);
      let sent = 0;
      const ask = () => {
        const query = `{ captureTasks(firewallId: "${FIREWALL}", first: ${200 + (sent % 50)}) { totalCount nodes { ${FIELDS} } } }`;
        return client.send(operation(query, { 'x-auth-token': `t${sent++}` }));
      };
      await closedLoop(4, 16, ask);
      const peak = (await closedLoop(8, 16, ask)).filter(isWhole).length / 8;

      const probe = requestBytes('/health', {});
      const probes: number[] = [];
      // node accepts one connection a turn of the event loop: callers that each bring a new one are slowed down by that
      // alone. What is tested is the gateway's own gate, on kept connections.
      await client.open(CONNECTIONS, probe);
      const prober = new Client(gateway.url);
      await prober.open(100, probe);
      const timer = setInterval(() => void prober.send(probe).then(({ ms }) => probes.push(ms)), 100);
      const replies = await openLoop(SECONDS, peak * 3, ask);
      clearInterval(timer);
      client.close();
      prober.close();
      const good = replies.filter((reply) => isWhole(reply) && reply.ms <= DEADLINE_MS);
      const accepted = replies.filter(({ status }) => status !== 503).map(({ ms }) => ms);
      return [
        atLeast(`goodput against the peak of ${peak.toFixed(0)}/s`, 90, (good.length / SECONDS / peak) * 100, ' %'),
        atMost('p99 of what was accepted', SOON_MS, percentile(accepted, 0.99), ' ms'),
        none('answers without a code', replies.flatMap(uncoded)),
        atMost('p99 of /health beside', 1_000, percentile(probes, 0.99), ' ms'),
      ];
    }),
};

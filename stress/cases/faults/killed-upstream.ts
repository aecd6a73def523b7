import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atLeast, atMost, type Case, none } from '../../figure.ts';
import { closedLoop } from '../../open-loop.ts';
import { PROJECTS } from '../../projects.ts';
import { startUpstream } from '../../upstream.ts';
import { isWhole, uncoded } from '../../verdict.ts';

const DEADLINE_MS = 2_000;
const IN_FLIGHT = 1_000;
const QUERY = '{ firewalls { totalCount } }';

/** CFW dies with a thousand calls under way, and comes back. */
export const killedUpstream: Case = {
  name: 'CFW killed with 1,000 in flight, deadline 2 s',
  seconds: 10,
  run: () =>
    withBed({ REQUEST_TIMEOUT_MS: String(DEADLINE_MS) }, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      // Spread over projects: one project has only so many places on the wire.
      const requests = Array.from({ length: IN_FLIGHT }, (_, index) =>
        operation(QUERY, { 'x-auth-token': `token-${index}`, 'x-project-id': PROJECTS[index % 10]! }),
      );
      // Code that has never run is slow, and then not all of them would begin in time.
      let warm = 0;
      await closedLoop(3, 100, () => client.send(requests[warm++ % IN_FLIGHT]!));
      await upstream.faults({ hang: true });
      const answers = Promise.all(requests.map((request) => client.send(request)));
      const inFlight = await connected(upstream, IN_FLIGHT, 1_200);
      await upstream.kill();
      const replies = await answers;
      await wait(1_000);

      const back = await startUpstream(upstream.port);
      const since = performance.now();
      try {
        for (const project of PROJECTS.slice(0, 10)) {
          while (!isWhole(await client.send(operation(QUERY, { 'x-project-id': project })))) await wait(20);
        }
        const healthyAfter = performance.now() - since;
        const latest = Math.max(...replies.map(({ ms }) => ms));
        return [
          atLeast('calls under way when it is killed', IN_FLIGHT * 0.9, inFlight),
          atMost('latest answer after the deadline', 250, latest - DEADLINE_MS, ' ms'),
          none('answers without a code', replies.flatMap(uncoded)),
          atMost('all projects well after it is back', 1_000, healthyAfter, ' ms'),
        ];
      } finally {
        client.close();
        await back.kill();
      }
    }),
};

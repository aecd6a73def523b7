import { setTimeout as wait } from 'node:timers/promises';
import { withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atMost, type Case } from '../../figure.ts';
import { PROJECTS } from '../../projects.ts';

const QUERY = '{ firewalls { totalCount } }';
/** While a project's calls are held back, one of them is let through per period. */
const PROBE_PERIOD_S = 0.5;
const HELD_BACK_S = 6;

/** CFW answers nothing but errors. */
export const failingUpstream: Case = {
  name: 'CFW failing 100 %',
  seconds: 12,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      await upstream.faults({ status: 503 });
      await upstream.calls();
      // Few requests for each of many projects, so that no project is held back yet: only the retry budget works.
      const projects = PROJECTS.slice(0, 200);
      for (const project of projects) {
        await Promise.all(
          [0, 1].map((n) => client.send(operation(QUERY, { 'x-auth-token': `t${n}`, 'x-project-id': project }))),
        );
      }
      const perRequest = (await upstream.calls()) / (projects.length * 2);

      const send = (index: number) =>
        client.send(operation(QUERY, { 'x-auth-token': `u${index}`, 'x-project-id': PROJECTS[220]! }));
      for (let index = 0; index < 100; index++) await send(index);
      await upstream.calls();
      const until = performance.now() + HELD_BACK_S * 1_000;
      for (let index = 100; performance.now() < until; index++) {
        await send(index);
        await wait(10);
      }
      const probes = await upstream.calls();
      client.close();
      return [
        atMost('calls per request', 1.1, perRequest),
        atMost(`calls in ${HELD_BACK_S} s while held back`, HELD_BACK_S / PROBE_PERIOD_S + 1, probes),
      ];
    }),
};

import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../bed.ts';
import { Client, operation } from '../client.ts';
import { atLeast, atMost, type Case } from '../figure.ts';
import { PROJECTS } from '../projects.ts';

const CLIENTS = 1_000;

/** A thousand callers leave at the same moment. */
export const disconnects: Case = {
  name: '1,000 clients disconnect',
  seconds: 8,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      await upstream.faults({ hang: true });
      const replies = Array.from({ length: CLIENTS }, (_, index) => {
        const headers = { 'x-auth-token': `t${index}`, 'x-project-id': PROJECTS[index % 10]! };
        return client.send(operation('{ firewalls { totalCount } }', headers));
      });
      const inFlight = await connected(upstream, CLIENTS, 10_000);
      client.close();
      await Promise.all(replies);
      await wait(200);
      return [
        atLeast('upstream sockets before', CLIENTS, inFlight),
        atMost('upstream sockets 200 ms after', 0, await upstream.connections()),
      ];
    }),
};

import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../bed.ts';
import { Client, operation } from '../client.ts';
import { atLeast, atMost, type Case } from '../figure.ts';
import { PROJECTS } from '../projects.ts';
import type { Upstream } from '../upstream.ts';

const CLIENTS = 1_000;

/** A thousand callers leave at the same moment. */
export const disconnects: Case = {
  name: '1,000 clients disconnect',
  seconds: 8,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      await upstream.faults({ hang: true });
      // Code that has never run is slow, which says nothing of the sockets: there are rehearsals, too short for a caller
      // that left to count against CFW.
      for (let rehearsal = 0; rehearsal < 8; rehearsal++) await askAndLeave(upstream, gateway.url, CLIENTS / 8);
      const inFlight = await askAndLeave(upstream, gateway.url, CLIENTS);
      await wait(200);
      return [
        atLeast('upstream sockets before', CLIENTS, inFlight),
        atMost('upstream sockets 200 ms after', 0, await upstream.connections()),
      ];
    }),
};

/** Has so many callers ask, and leave when all their calls are under way; tells how many calls there were. */
async function askAndLeave(upstream: Upstream, url: string, callers: number): Promise<number> {
  const client = new Client(url);
  const replies = Array.from({ length: callers }, (_, index) => {
    const headers = { 'x-auth-token': `t${index}`, 'x-project-id': PROJECTS[index % 10]! };
    return client.send(operation('{ firewalls { totalCount } }', headers));
  });
  const inFlight = await connected(upstream, callers, 10_000);
  client.close();
  await Promise.all(replies);
  return inFlight;
}

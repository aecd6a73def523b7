import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atLeast, atMost, type Case } from '../../figure.ts';
import { PROJECTS } from '../../projects.ts';
import type { Upstream } from '../../upstream.ts';

const CLIENTS = 1_000;
/** So many ask at once, and the next when their calls are under way: how quick a machine is must not matter here. */
const WAVE = 50;
/** Nothing may end by itself while the others are still asking. */
const PATIENT = { UPSTREAM_TIMEOUT_MS: '300000', REQUEST_TIMEOUT_MS: '300000' };

/** A thousand callers leave at the same moment. */
export const disconnects: Case = {
  name: '1,000 clients disconnect',
  seconds: 8,
  run: () =>
    withBed(PATIENT, async ({ upstream, gateway }) => {
      await upstream.faults({ hang: true });
      // Code that has never run is slow, which says nothing of the sockets: there are rehearsals, with projects of
      // their own: a caller that has waited for long and left counts against CFW.
      for (let rehearsal = 1; rehearsal <= 8; rehearsal++) {
        await askAndLeave(upstream, gateway.url, CLIENTS / 8, rehearsal);
        // What is still open of it must not be taken for calls of the next.
        while ((await upstream.connections()) > 0) await wait(20);
      }
      const inFlight = await askAndLeave(upstream, gateway.url, CLIENTS, 0);
      const before = atLeast('upstream sockets before', CLIENTS, inFlight);
      // Of callers that were not there nothing can be said: the case is red for that alone.
      if (!before.isMet) return [before];
      await wait(200);
      return [before, atMost('upstream sockets 200 ms after', 0, await upstream.connections())];
    }),
};

/** Has so many callers ask, and leave when all their calls are under way; tells how many calls there were. */
async function askAndLeave(upstream: Upstream, url: string, callers: number, round: number): Promise<number> {
  const client = new Client(url, 300_000);
  const replies: Promise<unknown>[] = [];
  let inFlight = 0;
  while (replies.length < callers && inFlight === replies.length) {
    for (let index = replies.length, end = Math.min(callers, index + WAVE); index < end; index++) {
      const headers = { 'x-auth-token': `t${index}`, 'x-project-id': PROJECTS[round * 10 + (index % 10)]! };
      replies.push(persist(client, operation('{ firewalls { totalCount } }', headers)));
    }
    inFlight = await connected(upstream, replies.length, 10_000);
  }
  client.close();
  await Promise.all(replies);
  return inFlight;
}

/** Asks again when the gateway has no room, as it says to. */
async function persist(client: Client, request: Buffer): Promise<void> {
  while ((await client.send(request)).status === 503) await wait(200);
}

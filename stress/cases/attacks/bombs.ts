import { setTimeout as wait } from 'node:timers/promises';
import { BOMBS } from '../../../test/http/bombs.ts';
import { withBed } from '../../bed.ts';
import { Client, requestBytes } from '../../client.ts';
import { atMost, type Case, none } from '../../figure.ts';
import { bodyOf } from '../../verdict.ts';

const ROUNDS = 5;

/** Operations that are meant to keep the gateway busy. */
export const bombs: Case = {
  name: `${BOMBS.length} CPU bombs × ${ROUNDS}`,
  seconds: 10,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      const probe = requestBytes('/graphql', { 'x-auth-token': 'a-token' }, { query: '{ __typename }' });
      for (let warm = 0; warm < 200; warm++) await client.send(probe);

      let longest = 0;
      let isOver = false;
      const probing = (async () => {
        while (!isOver) {
          longest = Math.max(longest, (await client.send(probe)).ms);
          await wait(1);
        }
      })();
      const faults: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        for (const { name, body } of BOMBS) {
          const reply = await client.send(requestBytes('/graphql', { 'x-auth-token': 'a-token' }, body));
          const code = bodyOf(reply).errors?.[0]?.extensions?.code;
          if (reply.status !== 400 || code === undefined) faults.push(`${name}: HTTP ${reply.status} ${code}`);
        }
      }
      isOver = true;
      await probing;
      client.close();
      return [
        none('not answered with 400 and a code', faults),
        atMost('longest delay of a probe beside', 50, longest, ' ms'),
        atMost('calls of CFW', 0, await upstream.calls()),
      ];
    }),
};

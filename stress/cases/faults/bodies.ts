import { residentMiB, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atMost, type Case, none } from '../../figure.ts';
import { PROJECTS } from '../../projects.ts';
import { bodyOf, isWhole, uncoded } from '../../verdict.ts';

const MIB = 1024 * 1024;
/** What the gateway reads of one answer of CFW, at most. */
const CAP_MIB = 16;
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
const queryOf = (rows: number) =>
  `{ captureTasks(firewallId: "${FIREWALL}", first: ${rows}) { totalCount nodes { name status duration } } }`;

const BODIES: Readonly<Record<string, object>> = {
  '600 MB': { body: 'huge', bytes: 600 * 1_000_000 },
  '400 MiB in gzip': { body: 'gzipBomb', bytes: 400 * MIB },
  'total 2^53 + 1': { body: 'bigTotal' },
  'wrong types': { body: 'wrongTypes' },
  'duplicate keys': { body: 'duplicateKeys' },
  __proto__: { body: 'proto' },
  HTML: { body: 'html' },
  half: { body: 'truncated' },
};
/** Bodies that hold the right rows all the same. */
const RIGHT: readonly string[] = ['duplicate keys', '__proto__'];

/** Answers of CFW that are too large, or not what they should be. */
export const bodies: Case = {
  name: 'bodies of CFW',
  seconds: 40,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      const ask = (project: number, rows = 2) =>
        client.send(operation(queryOf(rows), { 'x-project-id': PROJECTS[project]! }));
      let most = 0;
      const looking = setInterval(() => {
        most = Math.max(most, residentMiB(gateway.pid));
      }, 10);
      for (let warm = 0; warm < 2_000; warm++) await ask(0, warm % 4 === 0 ? 1_000 : 2);
      const right = JSON.stringify(bodyOf(await ask(0)).data);
      // What it takes for ordinary answers; some of that V8 gives back when nothing is asked for a while.
      const before = most;
      const faults: string[] = [];
      for (const [index, [name, fault]] of Object.entries(BODIES).entries()) {
        await upstream.faults(fault);
        for (let time = 0; time < 3; time++) {
          const reply = await ask(index + 1);
          for (const problem of uncoded(reply)) faults.push(`${name}: ${problem}`);
          const isRight = JSON.stringify(bodyOf(reply).data) === right;
          if (isWhole(reply) && !isRight) faults.push(`${name}: wrong rows ${reply.body}`);
          if (RIGHT.includes(name) && !isRight) faults.push(`${name}: ${reply.body}`);
        }
      }
      clearInterval(looking);
      client.close();
      return [
        none('neither a coded error nor the right rows', faults),
        atMost('resident memory above that for ordinary answers', 2 * CAP_MIB, most - before, ' MiB'),
      ];
    }),
};

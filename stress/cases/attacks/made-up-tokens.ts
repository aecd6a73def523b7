import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../../bed.ts';
import { Client, operation, type Reply } from '../../client.ts';
import { atLeast, atMost, type Case, none, percentile } from '../../figure.ts';
import { closedLoop, openLoop } from '../../open-loop.ts';
import { PROJECTS } from '../../projects.ts';
import { isWhole } from '../../verdict.ts';

const [PROJECT, ANOTHER] = [PROJECTS[3]!, PROJECTS[4]!];
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
const MADE_UP = 400;
const ENOUGH = MADE_UP * 0.75;
const REFUSED_AFTER_MS = 3_000;
const SECONDS = 10;
const ROUNDS = 6;
/** A wave comes so many at once, and the next when these hang: how quick a machine is must not matter here. */
const PORTION = 50;
const ARRIVAL_MS = 8_000;
const ROUND_SECONDS = 1.5;
/** What hangs does not end by itself. */
const PATIENT = { UPSTREAM_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' };

/**
 * Hundreds of made-up tokens name somebody's project, and CFW takes 3 s to refuse each. The project's own caller should not
 * notice: while a wave of them hangs, against rounds in between without one. While as many ask all the time they are refused
 * together every 3 s, which takes the processor for a moment whoever is attacked: the control of that is the same attack
 * on another project.
 */
export const madeUpTokens: Case = {
  name: `${MADE_UP} made-up tokens name a project`,
  seconds: 75,
  run: () =>
    withBed(PATIENT, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      let sent = 0;
      const own = () => {
        const query = `{ captureTasks(firewallId: "${FIREWALL}", first: ${(sent++ % 40) + 1}) { totalCount nodes { name } } }`;
        return client.send(operation(query, { 'x-auth-token': 'good', 'x-project-id': PROJECT }));
      };
      const madeUp = (project: string) =>
        operation('{ firewalls { totalCount } }', { 'x-auth-token': `made-up-${sent++}`, 'x-project-id': project });
      const wave = async () => {
        const attackers = new Client(gateway.url);
        const replies: Promise<Reply>[] = [];
        const until = performance.now() + ARRIVAL_MS;
        let hanging = 0;
        while (replies.length < MADE_UP && performance.now() < until) {
          for (let count = 0; count < PORTION; count++) replies.push(attackers.send(madeUp(PROJECT)));
          hanging = await connected(upstream, replies.length, until - performance.now());
        }
        const beside = await openLoop(ROUND_SECONDS, 50, own);
        attackers.close();
        await Promise.all(replies);
        await wait(500);
        return { hanging, beside };
      };
      const attack = async (project: string) => {
        const attackers = new Client(gateway.url);
        const replies = closedLoop(SECONDS + 2, MADE_UP, () => attackers.send(madeUp(project)));
        const hanging = await connected(upstream, MADE_UP, 5_000);
        const beside = await openLoop(SECONDS, 50, own);
        attackers.close();
        await replies;
        await wait(500);
        return { hanging, beside };
      };
      const quick = { match: { token: 'good' }, latencyMs: 10 };
      await upstream.faults(quick, { hang: true });
      await openLoop(3, 100, own);

      const alone: Reply[] = [];
      const waves: Awaited<ReturnType<typeof wave>>[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        alone.push(...(await openLoop(ROUND_SECONDS, 50, own)));
        waves.push(await wave());
      }
      const came = atLeast('made-up tokens that hang', ENOUGH, Math.min(...waves.map(({ hanging }) => hanging)));
      // Where they did not come there is nothing to be said of those beside them.
      if (!came.isMet) return [came];
      await upstream.faults(quick, { latencyMs: REFUSED_AFTER_MS, status: 401 });
      const control = await attack(ANOTHER);
      const attacked = await attack(PROJECT);
      client.close();
      const besideWaves = waves.flatMap(({ beside }) => beside);
      return [
        came,
        atLeast('made-up tokens that ask all the time', ENOUGH, Math.min(control.hanging, attacked.hanging)),
        atMost(`p99 while they hang against alone (${p99(alone).toFixed(0)} ms)`, 1.2, p99(besideWaves) / p99(alone)),
        atMost(
          `p99 under a lasting attack against the control (${p99(control.beside).toFixed(0)} ms)`,
          1.2,
          p99(attacked.beside) / p99(control.beside),
        ),
        none(
          'its failures',
          [...besideWaves, ...attacked.beside].filter((reply) => !isWhole(reply)).map(({ body }) => body),
        ),
      ];
    }),
};

function p99(replies: readonly Reply[]): number {
  return percentile(
    replies.map(({ ms }) => ms),
    0.99,
  );
}

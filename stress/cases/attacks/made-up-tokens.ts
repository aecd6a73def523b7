import { setTimeout as wait } from 'node:timers/promises';
import { connected, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atLeast, atMost, type Case, none, percentile } from '../../figure.ts';
import { closedLoop, openLoop } from '../../open-loop.ts';
import { PROJECTS } from '../../projects.ts';
import { isWhole } from '../../verdict.ts';

const [PROJECT, ANOTHER] = [PROJECTS[3]!, PROJECTS[4]!];
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
const MADE_UP = 400;
const SECONDS = 10;

/**
 * Hundreds of made-up tokens name somebody's project, and CFW takes 3 s to refuse each. The project's own caller should
 * not notice. The control is the same attack on another project: what the machine can do is the same in both.
 */
export const madeUpTokens: Case = {
  name: `${MADE_UP} made-up tokens name a project`,
  seconds: 60,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      let sent = 0;
      const own = () => {
        const query = `{ captureTasks(firewallId: "${FIREWALL}", first: ${(sent++ % 40) + 1}) { totalCount nodes { name } } }`;
        return client.send(operation(query, { 'x-auth-token': 'good', 'x-project-id': PROJECT }));
      };
      const attack = async (project: string) => {
        const attackers = new Client(gateway.url);
        const replies = closedLoop(SECONDS + 2, MADE_UP, () =>
          attackers.send(
            operation('{ firewalls { totalCount } }', { 'x-auth-token': `made-up-${sent++}`, 'x-project-id': project }),
          ),
        );
        const hanging = await connected(upstream, MADE_UP, 5_000);
        const beside = await openLoop(SECONDS, 50, own);
        attackers.close();
        await replies;
        await wait(500);
        return { hanging, beside };
      };
      await upstream.faults({ match: { token: 'good' }, latencyMs: 10 }, { latencyMs: 3_000, status: 401 });
      await openLoop(3, 100, own);

      const alone = await openLoop(SECONDS, 50, own);
      const control = await attack(ANOTHER);
      const attacked = await attack(PROJECT);
      client.close();
      const p99 = (replies: readonly { ms: number }[]) =>
        percentile(
          replies.map(({ ms }) => ms),
          0.99,
        );
      return [
        atLeast('made-up tokens that hang', MADE_UP * 0.75, Math.min(control.hanging, attacked.hanging)),
        atMost(`its p99 against alone (${p99(alone).toFixed(0)} ms)`, 1.2, p99(attacked.beside) / p99(alone)),
        atMost('its p99 against the control', 1.2, p99(attacked.beside) / p99(control.beside)),
        none(
          'its failures',
          attacked.beside.filter((reply) => !isWhole(reply)).map(({ body }) => body),
        ),
      ];
    }),
};

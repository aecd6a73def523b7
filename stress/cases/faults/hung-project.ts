import { withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atMost, type Case, none, percentile } from '../../figure.ts';
import { openLoop } from '../../open-loop.ts';
import { PROJECTS } from '../../projects.ts';
import { isWhole } from '../../verdict.ts';

const [WELL, HUNG] = [PROJECTS[1]!, PROJECTS[2]!];
const SECONDS = 10;

/** CFW hangs for one project; the others should not notice. */
export const hungProject: Case = {
  name: 'one project hung, others well',
  seconds: 30,
  run: () =>
    withBed({}, async ({ upstream, gateway }) => {
      const client = new Client(gateway.url);
      let sent = 0;
      const ask = (project: string) =>
        client.send(
          operation('{ firewalls { totalCount } }', { 'x-auth-token': `t${sent++}`, 'x-project-id': project }),
        );
      await upstream.faults({ match: { projectId: HUNG }, hang: true }, { latencyMs: 50 });
      await openLoop(3, 100, () => ask(WELL));

      const alone = await openLoop(SECONDS, 100, () => ask(WELL));
      const hung = openLoop(SECONDS, 100, () => ask(HUNG));
      const beside = await openLoop(SECONDS, 100, () => ask(WELL));
      client.close();
      await hung;
      const p99 = (replies: readonly { ms: number }[]) =>
        percentile(
          replies.map(({ ms }) => ms),
          0.99,
        );
      return [
        atMost('their p99 against alone', 1.2, p99(beside) / p99(alone)),
        none(
          'their failures',
          beside.filter((reply) => !isWhole(reply)).map(({ body }) => body),
        ),
      ];
    }),
};

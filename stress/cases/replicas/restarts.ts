import { setTimeout as wait } from 'node:timers/promises';
import { startBalancer } from '../../balancer.ts';
import { startGateway } from '../../bed.ts';
import { Client, operation, type Reply } from '../../client.ts';
import { atLeast, type Case, none } from '../../figure.ts';
import { startUpstream } from '../../upstream.ts';
import { isWhole } from '../../verdict.ts';

const RESTARTS = 10;
const PER_SECOND = 100;

/** One of two replicas is restarted again and again while requests come. */
export const restarts: Case = {
  name: '10 restarts of one of two replicas under load',
  seconds: 70,
  run: async () => {
    const upstream = await startUpstream();
    await upstream.faults({ latencyMs: 50 });
    const variables = { CFW_ENDPOINT: upstream.url };
    const steady = await startGateway(variables);
    let restarted = await startGateway(variables);
    const { port } = new URL(restarted.url);
    const balancer = await startBalancer([Number(new URL(steady.url).port), Number(port)]);
    const client = new Client(balancer.url);
    const replies: Promise<Reply>[] = [];
    const exits: string[] = [];
    const load = setInterval(() => {
      const headers = { 'x-auth-token': `t${replies.length}` };
      replies.push(client.send(operation('{ firewalls { totalCount nodes { name } } }', headers)));
    }, 1_000 / PER_SECOND);
    try {
      await wait(1_000);
      for (let count = 0; count < RESTARTS; count++) {
        restarted.signal('SIGTERM');
        const code = await restarted.exited;
        if (code !== 0) exits.push(`exit ${code}`);
        restarted = await startGateway({ ...variables, PORT: port });
        await wait(1_000);
      }
      clearInterval(load);
      const answers = await Promise.all(replies);
      return [
        none(
          'failed requests',
          answers.filter((reply) => !isWhole(reply)).map(({ status, body }) => `${status} ${body}`),
        ),
        none('exits with another code than 0', exits),
        atLeast('requests', RESTARTS * PER_SECOND, answers.length),
      ];
    } finally {
      clearInterval(load);
      client.close();
      balancer.close();
      await restarted.kill();
      await steady.kill();
      await upstream.kill();
    }
  },
};

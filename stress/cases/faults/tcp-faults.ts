import { setTimeout as wait } from 'node:timers/promises';
import { startGateway } from '../../bed.ts';
import { Client, operation, type Reply } from '../../client.ts';
import { type Case, type Figure, none } from '../../figure.ts';
import { PROJECTS } from '../../projects.ts';
import { startTcpProxy, TCP_FAULTS } from '../../tcp-proxy.ts';
import { startUpstream } from '../../upstream.ts';
import { uncoded } from '../../verdict.ts';

const DEADLINE_MS = 3_000;
const REQUESTS = 200;
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';

/** The network between the gateway and CFW goes bad in eight ways. */
export const tcpFaults: Case = {
  name: '8 TCP faults × 200',
  seconds: 40,
  run: async () => {
    const upstream = await startUpstream();
    const proxy = await startTcpProxy(upstream.port);
    const gateway = await startGateway({
      CFW_ENDPOINT: proxy.url,
      REQUEST_TIMEOUT_MS: String(DEADLINE_MS),
      UPSTREAM_TIMEOUT_MS: '1000',
    });
    const client = new Client(gateway.url);
    const figures: Figure[] = [];
    try {
      for (const [index, [name, fault]] of Object.entries(TCP_FAULTS).entries()) {
        proxy.fault = fault;
        const replies: Promise<Reply>[] = [];
        for (let sent = 0; sent < REQUESTS; sent++) {
          const query = `{ captureTasks(firewallId: "${FIREWALL}", first: ${(sent % 50) + 1}) { nodes { name status } } }`;
          // A project for each fault: what failed before holds nothing back here.
          replies.push(
            client.send(operation(query, { 'x-auth-token': `t${sent}`, 'x-project-id': PROJECTS[index + 1]! })),
          );
          await wait(5);
        }
        const faults = (await Promise.all(replies)).flatMap((reply) =>
          reply.ms > DEADLINE_MS + 250 ? [`${reply.ms.toFixed(0)} ms`] : uncoded(reply),
        );
        figures.push(none(`${name}: hung or without a code`, faults));
      }
      return figures;
    } finally {
      client.close();
      proxy.close();
      await gateway.kill();
      await upstream.kill();
    }
  },
};

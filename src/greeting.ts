import { subgraphText } from './environment/subgraph.ts';
import type { Environment } from './environment.ts';

const FIRST_QUERY =
  '{ firewalls(first: 3) { totalCount nodes { firewallId name status captureTasks(first: 2) { totalCount nodes { name status } } } } }';

/** What a person who starts the gateway reads: where it is, and a first query to copy into a shell. */
export function greeting(url: string, environment: Environment): string {
  const { cfwEndpoint, cfwProjectId, heldCredentials, inboundJwt, allowGraphiql } = environment;
  const simulated = cfwEndpoint === undefined;
  // What listens on all addresses is asked on one.
  const address = url.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//localhost:');
  const headers = [
    'content-type: application/json',
    ...(inboundJwt === undefined ? [] : ['Authorization: Bearer <a JWT>']),
    ...(simulated || heldCredentials !== undefined ? [] : ['X-Auth-Token: <an IAM token of the project>']),
    ...(simulated || cfwProjectId !== undefined ? [] : ['X-Project-Id: <32 hex digits>']),
  ];
  return `CFW GraphQL gateway on ${address} (${simulated ? 'the embedded simulator' : 'CFW'})
As a federation subgraph it is ${subgraphText(environment)}.
${allowGraphiql ? 'Open it in a browser for GraphiQL, or ask from a shell:' : 'Ask it from a shell:'}

curl ${address} ${headers.map((header) => `-H '${header}'`).join(' ')} \\
  -d '{"query":"${FIRST_QUERY}"}'
`;
}

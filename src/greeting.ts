/** What the reader of a greeting has to bring along. */
export interface Greeted {
  /** Where the graph is served. */
  readonly url: string;
  /** Whether CFW is the embedded simulator, which asks for no credentials. */
  readonly simulated: boolean;
  /** Whether callers bring their own token. */
  readonly tokenNeeded: boolean;
  /** Whether callers have to name the project. */
  readonly projectNeeded: boolean;
}

const FIRST_QUERY =
  '{ firewalls(first: 3) { totalCount nodes { firewallId name status captureTasks(first: 2) { totalCount nodes { name status } } } } }';

/** What a person who starts the gateway reads: where it is, and a first query to copy into a shell. */
export function greeting({ url, simulated, tokenNeeded, projectNeeded }: Greeted): string {
  const headers = [
    'content-type: application/json',
    ...(tokenNeeded ? ['X-Auth-Token: <an IAM token of the project>'] : []),
    ...(projectNeeded ? ['X-Project-Id: <32 hex digits>'] : []),
  ];
  return `CFW GraphQL gateway on ${url} (${simulated ? 'the embedded simulator' : 'CFW'})
Open it in a browser for GraphiQL, or ask from a shell:

curl ${url} ${headers.map((header) => `-H '${header}'`).join(' ')} \\
  -d '{"query":"${FIRST_QUERY}"}'
`;
}

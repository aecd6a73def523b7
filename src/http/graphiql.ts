import type { GraphiQLOptions } from 'graphql-yoga';

/** Objects that the embedded simulator has; against a real CFW the first tab finds the ids to put in their place. */
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
const OBJECT = 'cfebd347-b655-4b84-b938-3c54317599b2';
const TASK = '24e6bb6d-d335-48fd-b9c7-bbaaa851d209';

const TABS = [
  `# Start here: firewalls need no id. Their ids and those of their objects are what the other tabs ask with.
query Firewalls {
  firewalls(first: 10) {
    totalCount
    nodes {
      firewallId
      name
      status
      protectedObjects { objectId name type }
      captureTasks(first: 3) { totalCount nodes { name status } }
    }
  }
}
`,
  `# The capture tasks of one firewall, ten at a time.
query CaptureTasks {
  captureTasks(firewallId: "${FIREWALL}", first: 10) {
    totalCount
    nodes { taskId name status protocol sourceAddress destAddress duration createdDate }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  `# The next page: put pageInfo.endCursor of the page before into the variables. Without it, this is page one.
query NextPage($after: String) {
  captureTasks(firewallId: "${FIREWALL}", first: 10, after: $after) {
    drift
    edges { cursor node { taskId name status } }
    pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    pageCursors { around { page isCurrent cursor } }
  }
}
`,
  `# Both lists of one object side by side. Each list costs one call of CFW, a total alone a call for one row.
query BlacklistAndWhitelist {
  blacklist: listEntries(objectId: "${OBJECT}", listType: BLACKLIST, first: 10) {
    totalCount
    nodes { address addressType direction protocol port description }
  }
  whitelist: listEntries(objectId: "${OBJECT}", listType: WHITELIST, first: 10) {
    totalCount
    nodes { address addressType direction protocol port description }
  }
}
`,
  `# One task by its key.
query OneTask {
  captureTask(firewallId: "${FIREWALL}", taskId: "${TASK}") {
    id name status captureSize captureSizeBytes remainingDays
    firewall { name status }
  }
}
`,
  `# An error on purpose: the message says what is wrong, extensions.code says it to programs.
query AnError {
  captureTasks(firewallId: "${FIREWALL}", first: -1) { totalCount nodes { name } }
}
`,
];

/** GraphiQL, bundled with the package and loaded when it is first opened, with runnable examples. */
export const graphiqlOptions: GraphiQLOptions = {
  title: 'CFW GraphQL',
  defaultQuery: TABS[0]!,
  defaultTabs: TABS.map((query) => ({ query, headers: '{ "X-Explain": "true" }' })),
  defaultEditorToolsVisibility: 'variables',
  shouldPersistHeaders: false,
};

export async function renderGraphiQL(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL: render } = await import('@graphql-yoga/render-graphiql');
  return render({ ...graphiqlOptions, ...options });
}

const TASK_FIELDS = `
  taskId name status protocol sourceAddress sourceAddressType sourcePort destAddress destAddressType destPort
  duration maxPackets captureSize remainingDays isDeleted createdDate modifiedDate`;

export const PAGE_QUERY = `query Page($firewallId: ID!, $first: Int, $after: String) {
  captureTasks(firewallId: $firewallId, first: $first, after: $after) {
    edges { cursor node { ${TASK_FIELDS} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

/** Documents that the gateway knows by an id. */
export const DOCUMENTS = { page: PAGE_QUERY };

export const FOUND_QUERY = `query Found($firewallId: ID!, $from: DateTime!) {
  captureTasks(
    firewallId: $firewallId, first: 50, filterBy: { statuses: [SUCCESSFUL, RUNNING], createdDate: { from: $from } }
    orderBy: { field: MODIFIED_DATE }
  ) {
    edges { cursor node { ${TASK_FIELDS} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

export const CURSOR_QUERY = `query Cursors($firewallId: ID!, $after: String) {
  captureTasks(firewallId: $firewallId, first: 4096, after: $after) { edges { cursor } }
}`;

export const NESTED_QUERY = `query Overview {
  firewalls(first: 5) {
    totalCount
    nodes {
      firewallId name status supportsCapture
      captureTasks(first: 10) { totalCount nodes { taskId name status } pageInfo { hasNextPage endCursor } }
      protectedObjects {
        objectId name type
        listEntries(listType: BLACKLIST, first: 5) { totalCount nodes { address protocol port } }
      }
    }
  }
}`;

export const NODES_QUERY = `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id ... on CaptureTask { ${TASK_FIELDS} } } }`;

/** A write that is done when the list shows what it shows anyway: two reads and a call. */
export const WRITE_QUERY = `mutation Write($objectId: ID!, $listId: ID!, $description: String) {
  updateListEntry(
    input: { objectId: $objectId, listType: BLACKLIST, listId: $listId, description: $description }
  ) { outcome listEntry { address protocol port description } }
}`;

export const DASHBOARD_WINDOWS = 17;
export const DASHBOARD_QUERY = `query Dashboard($firewallId: ID!, ${names('$after', ': String')}) {
  ${Array.from(
    { length: DASHBOARD_WINDOWS },
    (_, window) =>
      `w${window}: captureTasks(firewallId: $firewallId, first: ${windowSize(window)}, after: $after${window}) { ...Rows }`,
  ).join('\n  ')}
  ${[0, 1, 2].map((total) => `t${total}: captureTasks(firewallId: $firewallId) { totalCount }`).join('\n  ')}
}
fragment Rows on CaptureTaskConnection {
  edges { cursor node { ${TASK_FIELDS} } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}`;

function names(prefix: string, suffix: string): string {
  return Array.from({ length: DASHBOARD_WINDOWS }, (_, window) => `${prefix}${window}${suffix}`).join(', ');
}

/** 16 windows of 60 rows and one of 40: 1,000 rows in all. */
function windowSize(window: number): number {
  return window === DASHBOARD_WINDOWS - 1 ? 40 : 60;
}

/** Objects that the embedded simulator has; against a real CFW the first tab finds the ids to put in their place. */
export const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
export const OBJECT = 'cfebd347-b655-4b84-b938-3c54317599b2';
const TASK = '24e6bb6d-d335-48fd-b9c7-bbaaa851d209';

export const FIREWALLS = `# Start here: firewalls need no id. Their ids and
# those of their objects are what other tabs need.
# Run it (Ctrl-Enter), then see Upstream below.
query Firewalls {
  firewalls(first: 3) {
    totalCount
    nodes {
      firewallId
      name
      status
      protectedObjects { objectId name type }
      captureTasks(first: 3) {
        totalCount
        nodes { name status }
      }
    }
  }
}
`;

export const CAPTURE_TASKS = `# The capture tasks of a firewall, ten at a time.
# The ids here are the simulator's. With a real
# CFW, take yours from the tab Firewalls.
query CaptureTasks(
  $firewall: ID! = "${FIREWALL}"
) {
  captureTasks(firewallId: $firewall, first: 10) {
    totalCount
    nodes {
      taskId
      name
      status
      protocol
      sourceAddress
      destAddress
      duration
      createdDate
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

export const NEXT_PAGE = `# The next page: "after" (under Variables) is the
# endCursor of the page before. "drift" says if
# rows moved meanwhile; the page is right anyway.
query NextPage(
  $firewall: ID! = "${FIREWALL}"
  $after: String
) {
  captureTasks(
    firewallId: $firewall, first: 10, after: $after
  ) {
    drift
    edges {
      cursor
      node { taskId name status }
    }
    pageInfo {
      hasPreviousPage startCursor
      hasNextPage endCursor
    }
    pageCursors {
      around { page isCurrent cursor }
    }
  }
}
`;

export const BOTH_LISTS = `# The blacklist and the whitelist of an object.
# Each list is one call to CFW.
query BothLists(
  $object: ID! = "${OBJECT}"
) {
  blacklist: listEntries(
    objectId: $object, listType: BLACKLIST, first: 10
  ) { ...Entries }
  whitelist: listEntries(
    objectId: $object, listType: WHITELIST, first: 10
  ) { ...Entries }
}

fragment Entries on ListEntryConnection {
  totalCount
  nodes {
    address
    addressType
    direction
    protocol
    port
    description
  }
}
`;

export const ONE_TASK = `# One task by its key. CFW cannot look it up: the
# gateway reads the list, once for all the keys.
query OneTask(
  $firewall: ID! = "${FIREWALL}"
  $task: ID! = "${TASK}"
) {
  captureTask(firewallId: $firewall, taskId: $task) {
    id
    name
    status
    captureSize
    captureSizeBytes
    remainingDays
    firewall { name status }
  }
}
`;

export const FEWEST_CALLS = `# Three pages and a total of one list. What they
# need is read once: see "saved" under Upstream.
query FewestCalls(
  $firewall: ID! = "${FIREWALL}"
) {
  top: captureTasks(firewallId: $firewall, first: 5) {
    ...Names
  }
  more: captureTasks(firewallId: $firewall, first: 50) {
    ...Names
  }
  end: captureTasks(firewallId: $firewall, last: 5) {
    ...Names
  }
  all: captureTasks(firewallId: $firewall) { totalCount }
}

fragment Names on CaptureTaskConnection {
  nodes { name status }
}
`;

export const AN_ERROR = `# An error on purpose: the message is for people,
# extensions.code for programs. CFW is not called.
query AnError(
  $firewall: ID! = "${FIREWALL}"
) {
  captureTasks(firewallId: $firewall, first: -1) {
    totalCount
  }
}
`;

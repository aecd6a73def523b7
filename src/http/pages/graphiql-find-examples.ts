import { FIREWALL, OBJECT } from './graphiql-examples.ts';

export const WHO_BLOCKS = `# Who blocks this address? Entries that its traffic
# would meet: the address, a network, a wildcard.
# All of the list is read for it, in two calls.
query WhoBlocksThisAddress(
  $address: String! = "45.0.9.7"
  $object: ID! = "${OBJECT}"
) {
  listEntries(
    objectId: $object, listType: BLACKLIST
    filterBy: { matchingAddress: $address }
  ) {
    totalCount
    nodes {
      listId
      address
      direction
      protocol
      port
      description
    }
  }
}
`;

export const NEWEST_CAPTURES = `# Newest captures first, whichever order CFW has.
# Pages, cursors and totals work as in any list.
query NewestCaptures(
  $firewall: ID! = "${FIREWALL}"
) {
  captureTasks(
    firewallId: $firewall, first: 10
    filterBy: { statuses: [RUNNING, SUCCESSFUL] }
    orderBy: { field: CREATED_DATE, direction: DESC }
  ) {
    totalCount
    nodes { name status createdDate captureSize }
    pageInfo { hasNextPage endCursor }
  }
}
`;

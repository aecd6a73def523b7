/** A protected object of the simulator without entries: the one that the tab BlockAnAddress writes to. */
const OBJECT = '60e9d8c2-7b4a-4f51-8d03-f5a2c61b9e25';

export const FOLLOW_BLACKLIST = `# Runs until you stop it. Open this page a second
# time, run BlockAnAddress there, and look here.
# Upstream shows the poll that saw the change.
subscription FollowABlacklist(
  $object: ID! = "${OBJECT}"
) {
  listEntryChanges(
    objectId: $object, listType: BLACKLIST
  ) {
    added { listId address description }
    changed { listId address description }
    removed
    totalCount
    version
    reset
  }
}
`;

/** A firewall of the simulator without captures, and its protected object, which has no entries. */
const FIREWALL = 'c47b92e8-35fa-4d07-8e1c-9d20b6f5a712';
const OBJECT = '60e9d8c2-7b4a-4f51-8d03-f5a2c61b9e25';

export const BLOCK_ADDRESS = `# Blocks an address. CREATED: CFW's list shows it.
# Run it again: it is there already, EXISTS.
mutation BlockAnAddress(
  $address: String! = "203.0.113.7"
  $object: ID! = "${OBJECT}"
) {
  createListEntries(input: {
    objectId: $object, listType: BLACKLIST
    entries: [{
      address: $address
      direction: SOURCE, protocol: ANY
      description: "blocked by hand"
    }]
  }) {
    results {
      outcome code message
      entry { listId address createdDate }
    }
  }
}
`;

export const LIFT_BLOCK = `# Lifts a block: give the listId of an entry below.
# One that is not there is ABSENT, which is no error.
mutation LiftABlock(
  $listId: ID!
  $object: ID! = "${OBJECT}"
) {
  deleteListEntries(input: {
    objectId: $object, listType: BLACKLIST
    listIds: [$listId]
  }) {
    results { listId outcome code message }
  }
}
`;

export const START_CAPTURE = `# Starts a capture of five minutes. A firewall runs
# one at a time. The key makes it safe to repeat:
# it gives the first outcome, and no second capture.
mutation StartACapture(
  $key: String! = "my-first-capture"
  $firewall: ID! = "${FIREWALL}"
) {
  createCaptureTask(input: {
    firewallId: $firewall, idempotencyKey: $key
    name: "slow-logins", duration: 5, maxPackets: 1000
    sourceAddress: "203.0.113.7"
    destAddress: "198.51.100.1"
    protocol: TCP, destPort: "443"
  }) {
    outcome
    captureTask { taskId name status createdDate }
  }
}
`;

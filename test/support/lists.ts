import { ADDRESS_SETS, FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import type { TestBed } from './gateway.ts';

/** A list of the graph, as the tests that go over all lists need to know it. */
export interface ListUnderTest {
  /** The type of its rows. */
  readonly type: string;
  readonly name: string;
  /** CFW's name of its call. */
  readonly operation: string;
  /** Writes an operation that reads the list as `list`. Arguments are those of paging, and filters. */
  readonly read: (args: string, selection: string) => string;
  /** Where `list` stands in the answer. */
  readonly path: readonly string[];
  /** The fields of a row that are its key, the row's own id last. */
  readonly key: readonly string[];
  /** An argument for each filter that CFW serves: with it the list is another list. */
  readonly filters: readonly string[];
  /** Reads the same kind of list of another parent, or all of it with a filter where there is but one. */
  readonly another: (args: string, selection: string) => string;
  /** The ids of the rows that the simulator holds, in its order. */
  readonly ids: (bed: TestBed) => Promise<readonly string[]>;
}

/** Sizes that make every list long enough to be paged. */
export const SIZES: SimulatorOptions = {
  extraFirewalls: 60,
  addressSets: { [OBJECTS.documented]: 90 },
  addressItems: { [ADDRESS_SETS.documentedMember]: 90 },
};

const field = (name: string, own: string) => (args: string, selection: string) =>
  `list: ${name}(${own} ${args}) { ${selection} }`;
const members = (setId: string) => (args: string, selection: string) =>
  `set: addressSet(objectId: "${OBJECTS.documented}", setId: "${setId}") { list: members(${args}) { ${selection} } }`;
const tasks = (firewallId: string) => field('captureTasks', `firewallId: "${firewallId}"`);
const entries = (listType: string) => field('listEntries', `objectId: "${OBJECTS.documented}" listType: ${listType}`);
const sets = (objectId: string) => field('addressSets', `objectId: "${objectId}"`);

const rowsOf = (list: string, id: string) => async (bed: TestBed) => {
  const { rows } = (await bed.control('GET', `rows?${list}`)) as { rows: Record<string, string>[] };
  return rows.map((row) => row[id] ?? '');
};

/** The simulator's own list call, as the control door does not show firewalls. */
async function firewallIds({ simulator }: TestBed): Promise<string[]> {
  const response = await fetch(`${simulator.url}/v1/${PROJECTS.main}/firewalls/list`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
    body: JSON.stringify({ limit: 1024, offset: 0 }),
  });
  const { data } = (await response.json()) as { data: { records: { fw_instance_id: string }[] } };
  return data.records.map(({ fw_instance_id }) => fw_instance_id);
}

/** Every list of the graph. One that is missing here makes `test/graph/lists.test.ts` fail. */
export const LISTS: readonly ListUnderTest[] = [
  {
    type: 'CaptureTask',
    name: 'captureTasks, 140 rows',
    operation: 'ListCaptureTask',
    read: tasks(FIREWALLS.documented),
    path: ['list'],
    key: ['firewallId', 'taskId'],
    filters: [],
    another: tasks(FIREWALLS.busy),
    ids: rowsOf(`firewallId=${FIREWALLS.documented}`, 'task_id'),
  },
  {
    type: 'ListEntry',
    name: 'listEntries, 2,000 rows',
    operation: 'ListBlackWhiteLists',
    read: entries('BLACKLIST'),
    path: ['list'],
    key: ['objectId', 'listType', 'listId'],
    filters: ['addressType: IPV4', 'address: "1"', 'port: "443"'],
    another: entries('WHITELIST'),
    ids: rowsOf(`objectId=${OBJECTS.documented}&listType=4`, 'list_id'),
  },
  {
    type: 'Firewall',
    name: 'firewalls, 66 rows',
    operation: 'ListFirewallList',
    read: (args, selection) => `list: firewalls(${args}) { ${selection} }`,
    path: ['list'],
    key: ['firewallId'],
    filters: ['search: "edge"', 'enterpriseProjectId: "0"'],
    another: (args, selection) => `list: firewalls(search: "e" ${args}) { ${selection} }`,
    ids: firewallIds,
  },
  {
    type: 'AddressSet',
    name: 'addressSets, 90 rows',
    operation: 'ListAddressSets',
    read: sets(OBJECTS.documented),
    path: ['list'],
    key: ['objectId', 'setId'],
    filters: ['search: "set"', 'memberAddress: "1.1.1.1"'],
    another: sets(OBJECTS.busyInternet),
    ids: rowsOf(`list=addressSets&objectId=${OBJECTS.documented}`, 'set_id'),
  },
  {
    type: 'AddressSetMember',
    name: 'members of an address set, 90 rows',
    operation: 'ListAddressItems',
    read: members(ADDRESS_SETS.documentedMember),
    path: ['set', 'list'],
    key: ['setId', 'itemId'],
    filters: ['search: "m"'],
    another: (args, selection) => members(ADDRESS_SETS.documentedMember)(`search: "mail" ${args}`, selection),
    ids: rowsOf(`list=addressItems&setId=${ADDRESS_SETS.documentedMember}`, 'item_id'),
  },
];

import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import type { TestBed } from '../support/gateway.ts';
import { connectionContract } from './connection-contract.ts';

const TASKS = (firewallId: string) => `captureTasks(firewallId: "${firewallId}",`;
const ENTRIES = (listType: string) => `listEntries(objectId: "${OBJECTS.documented}", listType: ${listType},`;

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

connectionContract({
  name: 'captureTasks, 140 rows',
  field: TASKS(FIREWALLS.documented),
  id: 'taskId',
  sizes: [7, 50, 1024],
  ids: rowsOf(`firewallId=${FIREWALLS.documented}`, 'task_id'),
  another: TASKS(FIREWALLS.busy),
});

connectionContract({
  name: 'captureTasks, 2,500 rows',
  field: TASKS(FIREWALLS.busy),
  id: 'taskId',
  sizes: [50, 1024],
  ids: rowsOf(`firewallId=${FIREWALLS.busy}`, 'task_id'),
  another: TASKS(FIREWALLS.documented),
});

connectionContract({
  name: 'listEntries, 2,000 rows',
  field: ENTRIES('BLACKLIST'),
  id: 'listId',
  sizes: [50, 1024],
  ids: rowsOf(`objectId=${OBJECTS.documented}&listType=4`, 'list_id'),
  another: ENTRIES('WHITELIST'),
});

connectionContract({
  name: 'addressSets, 90 rows',
  field: `addressSets(objectId: "${OBJECTS.documented}",`,
  id: 'setId',
  sizes: [7, 50],
  ids: rowsOf(`list=addressSets&objectId=${OBJECTS.documented}`, 'set_id'),
  another: `addressSets(objectId: "${OBJECTS.documented}", search: "p",`,
});

connectionContract({
  name: 'firewalls',
  field: 'firewalls(',
  id: 'firewallId',
  sizes: [1, 2, 7, 50, 1024],
  ids: firewallIds,
  another: TASKS(FIREWALLS.documented),
});

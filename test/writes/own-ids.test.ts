import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Came, Reply, SmallCfw } from './strangers/small-cfw.ts';
import { BLACKLIST, entry, openStranger, outcomes, type Stranger } from './strangers/stranger.ts';
import { type DeleteResult, FIREWALL, OBJECT, payloadOf } from './writing.ts';

/** UUIDs in upper case: a caller may write them so (RFC 9562, section 4). */
let stranger: Stranger;
let answer: (call: Came, cfw: SmallCfw) => Reply | undefined;
beforeEach(async () => {
  answer = () => undefined;
  stranger = await openStranger((call, cfw) => answer(call, cfw));
});
afterEach(() => stranger.close());

const id = 'abcdef00-0000-4000-8000-00000000abcd';
/** The ids that the lists of the graph give. */
const listed = async (list: string) => {
  const { data } = await stranger.query(`{ list: ${list} { nodes { id } } }`);
  return (data as never as { list: { nodes: { id: string }[] } }).list.nodes.map((node) => node.id);
};
const ENTRIES = `listEntries(objectId: "${OBJECT}", listType: BLACKLIST)`;
const TASKS = `captureTasks(firewallId: "${FIREWALL}")`;

test('is that of the entry, in both spellings: it is not ABSENT', async () => {
  stranger.cfw.entries.push(entry(id));
  answer = ({ method, path }, cfw) => {
    if (method !== 'DELETE') return undefined;
    expect(path).toBe(`black-white-list/${id}`);
    cfw.entries.length = 0;
    return [200, { data: { id } }];
  };
  const [deletedId] = await listed(ENTRIES);
  expect(await stranger.removed(id.toUpperCase(), id)).toMatchObject([
    { listId: id.toUpperCase(), deletedId, outcome: 'DELETED' },
    { listId: id, deletedId, outcome: 'DELETED' },
  ]);
  // A client may still have what is gone.
  expect(await stranger.removed(id.toUpperCase())).toMatchObject([{ deletedId, outcome: 'ABSENT' }]);
});

test('of an entry that stands far down, too', async () => {
  const idOf = (index: number) => `abcdef00-0000-4000-8000-${String(index).padStart(12, '0')}`;
  stranger.cfw.entries.push(...Array.from({ length: 1_500 }, (_, index) => entry(idOf(index))));
  answer = ({ method, body, path }, { entries }) => {
    if (method !== 'DELETE') return undefined;
    const ids = (body.list_ids as string[] | undefined) ?? [path.split('/')[1]!];
    const gone = ids.filter((one) => entries.some(({ list_id }) => list_id === one));
    entries.splice(0, entries.length, ...entries.filter(({ list_id }) => !gone.includes(String(list_id))));
    return [200, { data: gone }];
  };
  const deletedId = (await listed(`${ENTRIES.slice(0, -1)}, first: 1500)`)).at(1_400);
  expect(await stranger.removed(idOf(1_400).toUpperCase())).toMatchObject([{ deletedId, outcome: 'DELETED' }]);
});

test('of a change, too', async () => {
  stranger.cfw.entries.push(entry(id));
  answer = ({ method, body }, cfw) => {
    if (method !== 'PUT') return undefined;
    Object.assign(cfw.entries[0]!, body);
    return [200, { data: { id } }];
  };
  const input = { ...BLACKLIST, listId: id.toUpperCase(), description: 'note' };
  expect(payloadOf(await stranger.ask('updateListEntry', input))).toMatchObject({
    outcome: 'DONE',
    listEntry: { listId: id },
  });
});

test('of a task, too', async () => {
  stranger.cfw.tasks.push({ task_id: id, name: 'old', status: 1, is_deleted: 0 });
  answer = ({ method, body }, cfw) => {
    if (method !== 'POST') return undefined;
    expect(body.task_ids).toEqual([id]);
    cfw.tasks.length = 0;
    return [200, { data: {} }];
  };
  const input = { firewallId: FIREWALL, taskIds: [id.toUpperCase()] };
  const [deletedId] = await listed(TASKS);
  for (const outcome of ['DELETED', 'ABSENT']) {
    const { results } = payloadOf<{ results: DeleteResult[] }>(await stranger.ask('deleteCaptureTasks', input));
    expect(results).toMatchObject([{ taskId: id.toUpperCase(), deletedId, outcome }]);
  }
});

test('of an id that is no UUID it is another id', async () => {
  stranger.cfw.entries.push(entry('entry-a'));
  expect(outcomes(await stranger.removed('ENTRY-A'))).toEqual(['ABSENT']);
});

import type { TestBed } from '../../support/gateway.ts';
import { type DeleteResult, type EntryResult, faults, OBJECT, payloadOf, writerOf } from '../writing.ts';

const LIST = 'totalCount nodes { id listId address description }';
const BLACKLIST = `listEntries(objectId: "${OBJECT}", listType: BLACKLIST`;

/** Ways to read one list: as a field of the root, under an alias, with filters and order, of the object, from its end. */
const WAYS: readonly string[] = [
  `{ list: ${BLACKLIST}, first: 100) { ${LIST} } }`,
  `{ other: ${BLACKLIST}, last: 7) { totalCount } list: ${BLACKLIST}, first: 99) { ${LIST} } }`,
  `{ list: ${BLACKLIST}, first: 100, orderBy: { field: ADDRESS }) { ${LIST} } }`,
  `{ list: ${BLACKLIST}, last: 100) { ${LIST} } }`,
  `{ list: ${BLACKLIST}, first: 100, filterBy: { directions: [SOURCE] }) { ${LIST} } }`,
];
const NODE = 'query($id: ID!) { node(id: $id) { ... on ListEntry { id address description } } }';

interface Read {
  readonly list: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly address: string; readonly description: string | null }[];
  };
}

/** Makes writes and reads them at once in other requests, while others read all the time; tells of each stale read. */
export async function readAfterWrites(bed: TestBed, count: number): Promise<string[]> {
  const write = writerOf(bed);
  const stale: string[] = [];
  let isOver = false;
  // Answers that were made before a write and arrive after it: who joined their reads would be shown old rows.
  await faults(bed, { match: { operation: 'ListBlackWhiteLists' }, probability: 0.5, sliceMs: 8, sliceBytes: 40 });
  const readers = WAYS.map(async (query) => {
    while (!isOver) await bed.ask(query);
  });
  const check = async (what: string, isFresh: (read: Read['list']) => boolean) => {
    const reads = await Promise.all(WAYS.map(async (query) => [query, await bed.ask(query)] as const));
    for (const [query, { data, errors }] of reads) {
      const read = (data as Read | null | undefined)?.list;
      if (read === undefined || !isFresh(read)) stale.push(`${what}: ${query}: ${JSON.stringify(errors ?? read)}`);
    }
  };
  for (let round = 0; round < count; round += 3) {
    const address = `203.0.${(round >> 8) & 255}.${round & 255}`;
    const created = payloadOf<{ results: [EntryResult] }>(await write.createEntries([{ address }]));
    const listId = created.results[0].entry!.listId;
    await check(`${round} created`, ({ nodes }) => nodes.some((node) => node.address === address));

    payloadOf(await write.updateEntry(listId, { description: `round ${round}` }));
    await check(`${round} changed`, ({ nodes }) => nodes.some((node) => node.description === `round ${round}`));

    const removed = payloadOf<{ results: [DeleteResult] }>(await write.deleteEntries([listId]));
    const { deletedId: id } = removed.results[0];
    await check(`${round} deleted`, ({ nodes, totalCount }) => totalCount === 0 && nodes.length === 0);
    const { data } = await bed.ask(NODE, { id });
    if (data?.node !== null) stale.push(`${round}: node ${JSON.stringify(data)}`);
  }
  isOver = true;
  await Promise.all(readers);
  return stale;
}

import { expect, test } from '@jest/globals';
import { OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed } from '../support/gateway.ts';
import { startSmallCfw } from './strangers/small-cfw.ts';

const SIZE = 1_500;
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

type Rows = readonly { readonly list_id: string }[];
const rotated = (rows: Rows, by: number) => [...rows.slice(by), ...rows.slice(0, by)];
/** Somebody else has deleted another one, so that the list is as short as it is expected to be. */
const shortened = (rows: Rows) => rows.filter(({ list_id }) => list_id !== idOf(SIZE - 1));

/** An order without any sense, the same in every run. */
const mixed = ({ list_id }: Rows[number]) => (Math.sin(Number(list_id.slice(-4))) * 1e3) % 1;

/** The list as it is after the delete of an entry: CFW promises no order, and has deleted nothing yet. */
const ORDERS: readonly (readonly [string, (rows: Rows, id: string) => Rows])[] = [
  ['turned around', (rows) => [...shortened(rows)].reverse()],
  ['begun in its middle', (rows) => rotated(shortened(rows), SIZE / 2)],
  // What one page shows of it is in order.
  ['begun a little later', (rows) => rotated(shortened(rows), 400)],
  ['mixed', (rows) => shortened([...rows].sort((one, two) => mixed(one) - mixed(two)))],
  // All others stay where they are.
  [
    'left by the entry for its end',
    (rows, id) => [...rows].sort((one, two) => +(one.list_id === id) - +(two.list_id === id)),
  ],
];

/** A list from which an entry can be deleted, and what becomes of that. */
async function listOf(index: number, order: (rows: Rows, id: string) => Rows): Promise<() => Promise<unknown>> {
  const id = idOf(index);
  const cfw = await startSmallCfw(({ method, path }, { entries }) => {
    if (method !== 'DELETE' && !path.includes('batch-delete')) return undefined;
    entries.push(...order(entries.splice(0) as never, id));
    return [200, { data: { id } }];
  });
  cfw.entries.push(
    ...Array.from({ length: SIZE }, (_, at) => ({ list_id: idOf(at), address: `10.0.${at >> 8}.${at & 255}` })),
  );
  const bed = await startTestBed({ CFW_ENDPOINT: cfw.url, REQUEST_TIMEOUT_MS: '1500' });
  const place = `objectId: "${OBJECTS.documented}", listType: BLACKLIST`;
  return async () => {
    const { data, errors } = await bed.ask(
      `mutation { deleteListEntries(input: { ${place}, listIds: ["${id}"] }) { results { outcome } } }`,
    );
    await bed.close();
    await cfw.close();
    return (
      errors ??
      (data as { deleteListEntries?: { results: { outcome: string }[] } }).deleteListEntries?.results[0]?.outcome
    );
  };
}

test.each(ORDERS)(
  'a list that is %s after a delete that is not done yet: no entry is told as deleted',
  async (_, order) => {
    const indexes = [0, 1, 150, 200, 333, 404, 500, 612, 700, 801, 900, 1_023];
    // The time of a delete begins when all of them can be asked for.
    const lists = await Promise.all(indexes.map((index) => listOf(index, order)));
    const outcomes = await Promise.all(lists.map((outcome) => outcome()));
    expect(outcomes).toEqual(indexes.map(() => 'PENDING'));
  },
);

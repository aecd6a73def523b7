import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { MUTATIONS, newEntry, OBJECT, writerOf } from './writing.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterEach(async () => expect(await bed.calls()).toEqual([]));
afterAll(() => bed.close());

interface Fault {
  readonly code: string;
  readonly input?: readonly (string | number)[];
}

const faultsOf = (answer: Awaited<ReturnType<TestBed['ask']>>) =>
  (answer.errors ?? []).map(({ extensions }) => {
    const { code, input } = extensions as Fault;
    expect(code).toBe('BAD_USER_INPUT');
    return input;
  });
const list = { objectId: OBJECT, listType: 'BLACKLIST' };
const create = (entries: unknown, query: string = MUTATIONS.createListEntries) =>
  bed.ask(query, { input: { ...list, entries } });

test('every fault of an input is an error with its path, however many there are', async () => {
  const answer = await create([
    ...Array.from({ length: 400 }, () => newEntry({ address: 'nowhere', protocol: 'TCP', port: '0' })),
    newEntry({ address: '192.0.2.1' }),
  ]);
  expect(faultsOf(answer)).toEqual(
    Array.from({ length: 400 }, (_, index) => [
      ['input', 'entries', index, 'address'],
      ['input', 'entries', index, 'port'],
    ]).flat(),
  );
});

test('a value of a wrong type has its path, too', async () => {
  const answer = await create([
    newEntry({ address: '192.0.2.1' }),
    { address: 7, direction: 'UP', protocol: 'ANY' },
    3,
  ]);
  expect(faultsOf(answer)).toEqual([
    ['input', 'entries', 1, 'address'],
    ['input', 'entries', 1, 'direction'],
    ['input', 'entries', 2],
  ]);
});

test('and what is missing, or not to be there', async () => {
  expect(faultsOf(await bed.ask(MUTATIONS.createListEntries, {}))).toEqual([['input']]);
  expect(faultsOf(await bed.ask(MUTATIONS.createListEntries, { input: null }))).toEqual([['input']]);
  expect(faultsOf(await create([{ ...newEntry({ address: '192.0.2.1' }), colour: 'red' }]))).toEqual([
    ['input', 'entries', 0, 'colour'],
  ]);
  expect(faultsOf(await create([{ direction: 'SOURCE', protocol: 'ANY' }]))).toEqual([
    ['input', 'entries', 0, 'address'],
  ]);
});

test('a variable further inside is found where it stands', async () => {
  const query = `mutation($port: String, $entry: ListEntryInput!) {
    createListEntries(input: { objectId: "${OBJECT}", listType: BLACKLIST, entries: [
      { address: "192.0.2.1", direction: SOURCE, protocol: TCP, port: $port }, $entry
    ] }) { results { outcome } } }`;
  expect(faultsOf(await bed.ask(query, { port: 22, entry: { address: '192.0.2.2' } }))).toEqual([
    ['input', 'entries', 0, 'port'],
    ['input', 'entries', 1, 'direction'],
    ['input', 'entries', 1, 'protocol'],
  ]);
});

test('more wrong types than the engine counts are still the fault of the caller', async () => {
  const paths = faultsOf(await create(Array.from({ length: 60 }, () => 1)));
  expect(paths).toHaveLength(51);
  expect(paths.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => ['input', 'entries', index]));
});

test('a variable of a query has no path of an input', async () => {
  const answer = await bed.ask('query($id: ID!) { node(id: $id) { id } }', { id: {} });
  expect(faultsOf(answer)).toEqual([undefined]);
});

test('an input without a fault is no error: the control', async () => {
  const answer = await writerOf(bed).createEntries([{ address: '192.0.2.1' }]);
  expect(answer.errors).toBeUndefined();
  await bed.calls();
});

import { expect } from '@jest/globals';
import { testAtOnce } from '../../support/at-once.ts';
import { startTestBed, type TestBed } from '../../support/gateway.ts';
import { FIREWALL, faults, OBJECT, payloadOf, writerOf } from '../writing.ts';

const ROW = { list_id: 'a', address: '192.0.2.7', direction: 0, protocol: 6, port: '22', created_date: '1700000000' };
const ENTRY = { direction: 'SOURCE', address: '192.0.2.7', protocol: 'TCP', port: '22' };
const CREATE =
  'mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome entry { listId } } } }';

/** What is listed after a create of `ENTRY`, and whether it is what was created. If not, that is so until the deadline. */
const LISTED: Record<string, readonly [row: object, isSame: boolean]> = {
  'with codes in text': [{ ...ROW, direction: '0', protocol: '6' }, true],
  'without a direction': [{ ...ROW, direction: undefined }, true],
  'with a direction that is no code': [{ ...ROW, direction: {} }, true],
  'with a port that is no text': [{ ...ROW, port: 22 }, true],
  'with the address as a block': [{ ...ROW, address: '192.0.2.7/32' }, true],
  'with another direction': [{ ...ROW, direction: 1 }, false],
  'with another port': [{ ...ROW, port: '23' }, false],
  'with all ports': [{ ...ROW, port: '' }, false],
};

async function onBed(run: (bed: TestBed) => Promise<void>): Promise<void> {
  const bed = await startTestBed({ REQUEST_TIMEOUT_MS: '3000' });
  await run(bed).finally(() => bed.close());
}

async function create(bed: TestBed, [row, isSame]: (typeof LISTED)[string]): Promise<void> {
  await faults(
    bed,
    { match: { operation: 'AddBlackWhiteList' }, rawBody: '{"data":{"id":"another","name":"192.0.2.7"}}' },
    { match: { operation: 'ListBlackWhiteLists' }, rawBody: JSON.stringify({ data: { total: 1, records: [row] } }) },
  );
  const answer = await bed.ask(CREATE, { input: { objectId: OBJECT, listType: 'BLACKLIST', entries: [ENTRY] } });
  expect(payloadOf(answer)).toEqual({
    results: [isSame ? { outcome: 'CREATED', entry: { listId: 'a' } } : { outcome: 'PENDING', entry: null }],
  });
}

async function stopOddTask(bed: TestBed): Promise<void> {
  const write = writerOf(bed);
  const row = { task_id: 'odd', name: 'odd', status: 3, is_deleted: 0 };
  await bed.control('POST', 'rows', { list: 'captureTasks', firewallId: FIREWALL, rows: [row] });
  expect((await write.stopTask('odd')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await faults(bed, { match: { operation: 'CancelCaptureTask' }, rawBody: '{"data":{}}' });
  expect(payloadOf(await write.stopTask('odd'))).toMatchObject({ outcome: 'PENDING', captureTask: { taskId: 'odd' } });
}

testAtOnce({
  ...Object.fromEntries(
    Object.entries(LISTED).map(([name, row]) => [`a list ${name}`, () => onBed((bed) => create(bed, row))]),
  ),
  'a task whose status no document knows has not been stopped': () => onBed(stopOddTask),
});

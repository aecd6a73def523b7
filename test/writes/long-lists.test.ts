import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  type EntryResult,
  type EntryRow,
  faults,
  listedIds,
  OBJECT,
  payloadOf,
  writerOf,
} from './writing.ts';

/** What one call reads. */
const PAGE = 1024;

let bed: TestBed;
let write: ReturnType<typeof writerOf>;
let made = 0;
const open = async () => {
  bed = await startTestBed();
  write = writerOf(bed);
};

/** Puts entries of somebody else on the list. @returns their ids */
const put = async (count: number, at: number): Promise<readonly string[]> => {
  const rows = Array.from({ length: count }, () => ({
    ...{
      address: `10.${++made >> 16}.${(made >> 8) & 255}.${made & 255}`,
      address_type: 0,
      direction: 0,
      protocol: -1,
    },
    ...{ port: '', description: '', created_date: 1_700_000_000_000, modified_date: 1_700_000_000_000 },
  }));
  const list = { list: 'listEntries', objectId: OBJECT, listType: 4 };
  return ((await bed.control('POST', 'rows', { ...list, rows, at })) as { ids: readonly string[] }).ids;
};
const reads = async () => (await bed.calls()).filter(({ operation }) => operation === 'ListBlackWhiteLists').length;
const removed = async (ids: readonly string[]) =>
  payloadOf<{ results: DeleteResult[] }>(await write.deleteEntries(ids)).results.map(({ outcome }) => outcome);
const changed = async (listId: string) =>
  payloadOf<{ outcome: string; listEntry: EntryRow }>(
    await write.updateEntry(listId, { description: `change ${++made}` }),
  );
const created = async (count: number) => {
  const entries = Array.from({ length: count }, (_, at) => ({ address: `192.0.${++made & 255}.${at}` }));
  return payloadOf<{ results: EntryResult[] }>(await write.createEntries(entries)).results;
};

const index = fc.oneof(fc.constantFrom(0, 1, PAGE - 2, PAGE - 1, PAGE, 1_999), fc.nat(1_999));

describe.each([[6], [PAGE + 1], [2_000]])('a list of %i', (size) => {
  beforeAll(async () => {
    await open();
    await put(size, 0);
  });
  afterAll(() => bed.close());

  test('what is deleted is gone, and costs two reads where it stood together', async () => {
    const picks = fc.uniqueArray(
      index.map((at) => at % size),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(picks, fc.boolean(), async (at, isOneMissing) => {
        const before = await listedIds(bed);
        const ids = at.map((one) => before[one]!);
        const asked = isOneMissing ? [...ids, 'nothing'] : ids;
        await bed.calls();
        expect(await removed(asked)).toEqual(asked.map((id) => (id === 'nothing' ? 'ABSENT' : 'DELETED')));
        const count = await reads();
        expect(await listedIds(bed)).toEqual(before.filter((id) => !ids.includes(id)));
        // CFW refuses a batch of which it knows one not: then it is looked which.
        const refused = isOneMissing && size > PAGE;
        if (!refused) expect(count).toBeLessThanOrEqual(new Set(at.map((one) => one < PAGE - 1)).size + 1);
        await put(ids.length, Math.min(...at));
      }),
      { numRuns: 8 },
    );
  });

  test('whatever others do to it meanwhile', async () => {
    const others = fc.record({
      ...{ at: index, count: fc.constantFrom(0, 1, 40), gone: fc.constantFrom(0, 1, 5) },
      deleteMs: fc.constantFrom(0, 150),
    });
    await fc.assert(
      fc.asyncProperty(index, others, async (at, { gone, deleteMs, ...more }) => {
        await behave(bed, { deleteMs });
        const before = await listedIds(bed);
        const id = before[at % size]!;
        await faults(bed, { match: { method: 'DELETE' }, latencyMs: 30 });
        const ours = removed([id]);
        await new Promise((resolve) => setTimeout(resolve, 20));
        const theirs = before.slice(more.at % size).slice(0, gone);
        for (const other of theirs) if (other !== id) await bed.control('DELETE', `rows/${other}`);
        const added = await put(more.count, Math.min(more.at, size - gone));
        expect(await ours).toEqual(['DELETED']);
        await behave(bed, { deleteMs: 0 });
        expect(await listedIds(bed)).not.toContain(id);
        await bed.control('DELETE', 'faults');
        for (const other of added) await bed.control('DELETE', `rows/${other}`);
        await put(size - (await listedIds(bed)).length, 0);
      }),
      { numRuns: 5 },
    );
  });

  test.each([['kept'], ['new']])(
    'a change costs two reads on the first page, and then three; ids are %s',
    async (id) => {
      await behave(bed, { changeId: id });
      await fc.assert(
        fc.asyncProperty(index, async (one) => {
          const at = one % size;
          await bed.calls();
          const { outcome, listEntry } = await changed((await listedIds(bed))[at]!);
          expect([outcome, listEntry.listId]).toEqual(['DONE', (await listedIds(bed))[at]]);
          expect(await reads()).toBe(at < PAGE ? 2 : 3);
        }),
        { numRuns: 5 },
      );
    },
  );

  test('what others push off its page is not gone for that', async () => {
    const [first] = await listedIds(bed);
    await behave(bed, { deleteMs: 250 });
    await faults(bed, { match: { method: 'DELETE' }, latencyMs: 60 });
    const ours = removed([first!]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await put(1_100, 0);
    expect(await ours).toEqual(['DELETED']);
    expect(await listedIds(bed)).not.toContain(first);
  });
});

describe('what is made on a list of 1,500', () => {
  beforeAll(async () => {
    await open();
    await put(1_500, 0);
  });
  afterEach(() => bed.calls());
  afterAll(() => bed.close());

  test.each([
    ['first', 1],
    ['last', 2],
  ])('is read until it is found: it comes %s', async (newRows, most) => {
    await behave(bed, { newRows });
    for (const count of [1, 2, 200]) {
      const results = await created(count);
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['CREATED']));
      expect(await reads()).toBe(most);
    }
  });

  test('all that is on it is deleted by two reads', async () => {
    const ids = await listedIds(bed);
    const outcomes = await removed(ids);
    expect(new Set(outcomes)).toEqual(new Set(['DELETED']));
    expect([await reads(), (await listedIds(bed)).length]).toEqual([2, 0]);
  });
});

import { CfwError } from '../../cfw/decoding/errors.ts';
import { type ListEntryQuery, type ListEntryRecord, listEntries } from '../../cfw/resources/list-entry.ts';
import { concernsEntry } from '../../cfw/writes/entry-refusals.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import type { FirstSending } from '../delivery.ts';
import { markOf, readFresh } from '../fresh-list.ts';
import { type ListEntryInput, type ListInput, reviewNewEntries } from '../input/list-entry-input.ts';
import { listPlace } from '../targets.ts';
import { watch } from '../watch.ts';
import type { WriteScope } from '../write-scope.ts';
import { type Sending, sendEntries } from './entry-batch.ts';
import { EntryIndex, entryKey } from './entry-match.ts';
import { type EntryResult, type ListView, resultOfEntry } from './entry-result.ts';
import { exactnessOf, isOlder } from './was-there.ts';

export interface CreateListEntriesInput extends ListInput {
  readonly entries: readonly ListEntryInput[];
}

/**
 * Puts entries on a list.
 *
 * @returns what became of each, in the order of the input
 * @throws InputFaults, CfwError when there is no effect
 */
export async function createListEntries(
  scope: WriteScope,
  input: CreateListEntriesInput,
): Promise<readonly EntryResult[]> {
  const entries = reviewNewEntries(input);
  const { objectId, firewallId } = input;
  return scope.carryOut(
    { operation: 'createListEntries', objectId, firewallId },
    listEntries.identity(listPlace(input)),
    () => create(scope, input, entries),
    (results) => ({
      ids: [...new Set(results.flatMap(({ entry }) => (typeof entry?.listId === 'string' ? [entry.listId] : [])))],
      outcomes: results.map(({ outcome }) => outcome),
    }),
  );
}

async function create(
  scope: WriteScope,
  input: ListInput,
  entries: readonly EntryFields[],
): Promise<readonly EntryResult[]> {
  const place = listPlace(input);
  const keys = entries.map(entryKey);
  // An entry that stands twice in the input is sent once: to CFW the second is a duplicate.
  const sending = await sendEntries(scope, place, [
    ...new Map(entries.map((entry, at) => [keys[at]!, entry])).values(),
  ]);
  throwIfRefused(sending);
  const view = await viewOf(scope, place, entries, sending);
  const met = new Set<string>();
  return entries.map((entry, at) => {
    const key = keys[at]!;
    const result = resultOfEntry(entry, { said: sending.said.get(key)!, first: sending.doubtful.get(key) }, view);
    const isSecond = met.has(key);
    met.add(key);
    return isSecond && result.outcome === 'CREATED' ? { ...result, outcome: 'EXISTS' } : result;
  });
}

/** What CFW refuses for a reason that lies in no single entry, it refuses as a whole. */
function throwIfRefused({ said }: Sending): void {
  const words = [...said.values()];
  const first = words[0];
  if (first instanceof CfwError && words.every((word) => word instanceof CfwError) && !concernsEntry(first))
    throw first;
}

/** The list after the sending, as far as it says of each entry what it has to say; null when it has nothing to say. */
async function viewOf(
  scope: WriteScope,
  place: ListEntryQuery,
  entries: readonly EntryFields[],
  { said, ids, doubtful }: Sending,
): Promise<ListView | null> {
  const words = [...said.values()];
  if (words.every((word) => word instanceof CfwError)) return null;
  const wordOf = (entry: EntryFields) => said.get(entryKey(entry))!;
  const shown = entries.filter((entry) => !(wordOf(entry) instanceof CfwError));
  const sought = shown.filter((entry) => wordOf(entry) === 'taken' || doubtful.has(entryKey(entry)));
  const { view } = await watch(scope, !words.includes('lost'), async () => {
    const has = (view: EntryIndex) => (entry: EntryFields) => view.same(entry) !== null;
    const { rows, total } = await readFresh(scope, listEntries, place, {
      isOver: (rows) => shown.every(has(new EntryIndex(rows, ids))),
    });
    const index = new EntryIndex(rows, ids);
    const exactness = exactnessOf(rows.values());
    const wasThere = (entry: ListEntryRecord, first: FirstSending) =>
      isSeenBefore(scope, entry, first) || isOlder(entry, first, exactness);
    return { view: { index, total, wasThere }, there: sought.every(has(index)) };
  });
  return view;
}

/** Whether a write of this process has seen the entry before it was first sent. */
function isSeenBefore({ access, listName }: WriteScope, entry: ListEntryRecord, { at }: FirstSending): boolean {
  return access.memory.seen.since(listName, markOf(listEntries.identify(entry), entry)) < at;
}

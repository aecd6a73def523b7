import { CfwError } from '../../cfw/decoding/errors.ts';
import { told } from '../../cfw/decoding/told.ts';
import { type ListEntryRecord, listEntries } from '../../cfw/resources/list-entry.ts';
import { readAnsweredId } from '../../cfw/writes/batch-answers.ts';
import { type EntryFields, updateListEntry as updateWrite } from '../../cfw/writes/list-entry-writes.ts';
import { deliver } from '../delivery.ts';
import { readFresh } from '../fresh-list.ts';
import { reviewChange, reviewUpdate, type UpdateListEntryInput } from '../input/entry-change-input.ts';
import { rowWithId } from '../own-id.ts';
import { listPlace } from '../targets.ts';
import { watch } from '../watch.ts';
import type { WriteOutcome } from '../write-report.ts';
import type { WriteScope } from '../write-scope.ts';
import { saysNothingElse } from './entry-match.ts';

/** What became of a change, and the entry as CFW lists it; null where it does not show the change (yet). */
export interface ChangedEntry {
  readonly outcome: WriteOutcome;
  readonly entry: ListEntryRecord | null;
}

/**
 * Changes an entry. What the input leaves out stays as it is; all fields are sent, since nobody says what CFW makes of
 * one that is missing. The entry may come out of it with another id.
 *
 * @throws InputFaults, CfwError when there is no effect
 */
export async function updateListEntry(scope: WriteScope, input: UpdateListEntryInput): Promise<ChangedEntry> {
  reviewUpdate(input);
  const { objectId, firewallId, listId } = input;
  return scope.carryOut(
    { operation: 'updateListEntry', objectId, firewallId },
    listEntries.identity(listPlace(input)),
    () => update(scope, input),
    ({ outcome, entry }) => ({ ids: [...new Set([listId, entry?.listId ?? listId])], outcomes: [outcome] }),
  );
}

async function update(scope: WriteScope, input: UpdateListEntryInput): Promise<ChangedEntry> {
  const place = listPlace(input);
  const { rows: before, offset: near } = await readFresh(scope, listEntries, place, {
    isOver: (rows) => rowWithId(rows, input.listId) !== undefined,
  });
  const current = rowWithId(before, input.listId);
  const listId = current?.listId;
  if (current === undefined || typeof listId !== 'string') {
    throw new CfwError('NOT_FOUND', 'This list has no entry with this id. Read the list again.');
  }
  const wish = reviewChange(input, current);
  const { answer } = await deliver(scope, updateWrite(place, listId, wish), true);
  const answeredId = answer === null ? null : readAnsweredId(answer.body);
  const { outcome, view } = await watch(scope, answer !== null, async () => {
    const find = (rows: Entries) => changed(rows, before, [listId, answeredId], wish);
    // Where it was is where it is most likely now.
    const { rows } = await readFresh(scope, listEntries, place, { near, isOver: (rows) => find(rows) !== null });
    const entry = find(rows);
    return { view: entry, there: entry !== null };
  });
  return { outcome, entry: view };
}

type Entries = ReadonlyMap<string, ListEntryRecord>;

/** The entry as it was to become: under its own id, or under a new one that has come in its place. */
function changed(
  rows: Entries,
  before: Entries,
  [listId, answeredId]: readonly [string, string | null],
  wish: EntryFields,
): ListEntryRecord | null {
  const own = rows.get(listId);
  if (own !== undefined) return says(own, wish) ? own : null;
  const named = answeredId === null ? undefined : rows.get(answeredId);
  if (named !== undefined && says(named, wish)) return named;
  for (const [id, row] of rows) if (!before.has(id) && says(row, wish)) return row;
  return null;
}

function says(entry: ListEntryRecord, wish: EntryFields): boolean {
  return saysNothingElse(entry, wish) && (told(entry.description) ?? undefined) === wish.description;
}

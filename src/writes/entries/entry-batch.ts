import { CfwError } from '../../cfw/decoding/errors.ts';
import type { JsonObject } from '../../cfw/decoding/fields.ts';
import { readAnsweredId, readBatchCreate } from '../../cfw/writes/batch-answers.ts';
import { isNoSuchCall } from '../../cfw/writes/entry-refusals.ts';
import {
  createListEntries as createMany,
  createListEntry as createOne,
  type EntryFields,
  type EntryPlace,
} from '../../cfw/writes/list-entry-writes.ts';
import { directionOf, protocolOf } from '../../cfw/writes/wire-codes.ts';
import { deliver, type FirstSending, type Sent } from '../delivery.ts';
import { addressKey } from '../input/address.ts';
import { BATCH_SIZE } from '../item-result.ts';
import type { WriteScope } from '../write-scope.ts';
import { entryKey } from './entry-match.ts';

/**
 * What CFW said of an entry: `taken`; `duplicate` of what is there; `failed` without a reason; a refusal with one; or
 * nothing, since its answer was lost.
 */
export type Said = 'taken' | 'duplicate' | 'failed' | 'lost' | CfwError;

/** What CFW said of entries, by the key of each. */
export interface Sending {
  readonly said: Map<string, Said>;
  /** Those that may have been made without our hearing of it, and when they were first sent. */
  readonly doubtful: Map<string, FirstSending>;
  /** The ids that CFW gave to those that were sent alone. */
  readonly ids: Map<string, string>;
}

/** Sends entries, in batches. @param entries no two of them the same */
export async function sendEntries(
  scope: WriteScope,
  place: EntryPlace,
  entries: readonly EntryFields[],
): Promise<Sending> {
  const sending: Sending = { said: new Map(), doubtful: new Map(), ids: new Map() };
  for (let at = 0; at < entries.length; at += BATCH_SIZE) {
    await sendBatch(scope, place, entries.slice(at, at + BATCH_SIZE), sending);
  }
  return sending;
}

async function sendBatch(
  scope: WriteScope,
  place: EntryPlace,
  batch: readonly EntryFields[],
  sending: Sending,
): Promise<void> {
  // Alone, an entry gets a reason when it is refused; and every site has the call.
  if (batch.length === 1) return sendOne(scope, place, batch[0]!, sending);
  const keys = batch.map(entryKey);
  try {
    const sent = await deliver(scope, createMany(place, batch), true);
    const told = saidOfMany(sent);
    for (const [index, entry] of batch.entries()) note(sending, keys[index]!, told(entry), sent);
  } catch (error) {
    if (!(error instanceof CfwError)) throw error;
    if (isNoSuchCall(error)) for (const entry of batch) await sendOne(scope, place, entry, sending);
    else for (const key of keys) sending.said.set(key, error);
  }
}

async function sendOne(scope: WriteScope, place: EntryPlace, entry: EntryFields, sending: Sending): Promise<void> {
  const key = entryKey(entry);
  try {
    const sent = await deliver(scope, createOne(place, entry), true);
    const id = sent.answer && readAnsweredId(sent.answer.body);
    // An answer that names no entry does not say that it is a new one.
    note(sending, key, saidOfOne(sent), { ...sent, doubtful: sent.doubtful || id === null });
    if (id !== null) sending.ids.set(key, id);
  } catch (error) {
    if (!(error instanceof CfwError)) throw error;
    sending.said.set(key, isDuplicate(error) ? 'duplicate' : error);
  }
}

function note({ said, doubtful }: Sending, key: string, word: Said, sent: Sent): void {
  said.set(key, word);
  if (sent.doubtful || word === 'lost') doubtful.set(key, sent.first);
}

function saidOfOne({ answer, error }: Sent): Said {
  if (answer !== null) return 'taken';
  return error !== null && isDuplicate(error) ? 'duplicate' : 'lost';
}

/**
 * Reads the answer of a batch. It repeats the entries; one whose codes are written in another way than they were sent is
 * known by its address, where all that is said of that address is the same.
 */
function saidOfMany({ answer }: Sent): (entry: EntryFields) => Said {
  const told = answer && readBatchCreate(answer.body);
  if (told === null) return () => 'lost';
  const byKey = new Map<string, Said>();
  const byAddress = new Map<string, Set<Said>>();
  const hear = (entries: readonly JsonObject[], said: Said) => {
    for (const entry of entries) {
      if (typeof entry.address !== 'string') continue;
      const key = addressKey(entry.address);
      byAddress.set(key, (byAddress.get(key) ?? new Set()).add(said));
      byKey.set(wireKey(entry, entry.address), said);
    }
  };
  hear(told.failed, 'failed');
  hear(told.duplicated, 'duplicate');
  hear(told.succeeded, 'taken');
  return (entry) => {
    const [said, ...others] = byAddress.get(addressKey(entry.address)) ?? [];
    return byKey.get(entryKey(entry)) ?? (others.length === 0 ? said : undefined) ?? 'lost';
  };
}

/** CFW.00400011 and its like. */
function isDuplicate(error: CfwError): boolean {
  return error.code === 'CONFLICT';
}

/** The key of an entry as the answer repeats it. */
function wireKey({ direction, protocol, port }: JsonObject, address: string): string {
  return entryKey({
    address,
    direction: directionOf(direction),
    protocol: protocolOf(protocol),
    port: typeof port === 'string' || typeof port === 'number' ? String(port) : null,
  });
}

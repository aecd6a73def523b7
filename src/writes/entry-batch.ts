import { isRefusedByCfw } from '../cfw/decoding/error-codes.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { JsonObject } from '../cfw/decoding/fields.ts';
import { readBatchCreate } from '../cfw/writes/batch-answers.ts';
import {
  createListEntries as createMany,
  createListEntry as createOne,
  type EntryFields,
  type EntryPlace,
} from '../cfw/writes/list-entry-writes.ts';
import { directionOf, protocolOf } from '../cfw/writes/wire-codes.ts';
import { deliver, type Sent } from './delivery.ts';
import { entryKey } from './entry-match.ts';
import { BATCH_SIZE } from './item-result.ts';
import type { WriteScope } from './write-scope.ts';

/**
 * What CFW said of an entry: `taken`; `duplicate` of what is there; `failed` without a reason; a refusal with one; or
 * nothing, since its answer was lost.
 */
export type Said = 'taken' | 'duplicate' | 'failed' | 'lost' | CfwError;

/** What CFW said of entries, by the key of each. */
export interface Sending {
  readonly said: Map<string, Said>;
  /** Those that may have been made without our hearing of it, with the date of their first sending (`Sent.sentDate`). */
  readonly doubtful: Map<string, number>;
}

/** Sends entries, in batches. @param entries no two of them the same */
export async function sendEntries(
  scope: WriteScope,
  place: EntryPlace,
  entries: readonly EntryFields[],
): Promise<Sending> {
  const sending: Sending = { said: new Map(), doubtful: new Map() };
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
    for (const key of keys) note(sending, key, told(key), sent);
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
    note(sending, key, saidOfOne(sent), sent);
  } catch (error) {
    if (!(error instanceof CfwError)) throw error;
    sending.said.set(key, isDuplicate(error) ? 'duplicate' : error);
  }
}

function note({ said, doubtful }: Sending, key: string, word: Said, sent: Sent): void {
  said.set(key, word);
  if (sent.doubtful || word === 'lost') doubtful.set(key, sent.sentDate);
}

function saidOfOne({ answer, error }: Sent): Said {
  if (answer !== null) return 'taken';
  return error !== null && isDuplicate(error) ? 'duplicate' : 'lost';
}

function saidOfMany({ answer }: Sent): (key: string) => Said {
  const told = answer && readBatchCreate(answer.body);
  if (told === null) return () => 'lost';
  const failed = new Set(told.failed.map(wireKey));
  const duplicated = new Set(told.duplicated.map(wireKey));
  const succeeded = new Set(told.succeeded.map(wireKey));
  return (key) => {
    if (succeeded.has(key)) return 'taken';
    if (duplicated.has(key)) return 'duplicate';
    return failed.has(key) ? 'failed' : 'lost';
  };
}

/** The API gateway's word for a call that a site does not have: the batch is newer than many. */
function isNoSuchCall(error: CfwError): boolean {
  return error.code === 'NOT_FOUND' && !isRefusedByCfw(error);
}

/** CFW.00400011 and its like. */
function isDuplicate(error: CfwError): boolean {
  return error.code === 'CONFLICT';
}

/** The key of an entry as the answer repeats it. */
function wireKey({ address, direction, protocol, port }: JsonObject): string {
  return entryKey({
    address: typeof address === 'string' ? address : null,
    direction: directionOf(direction),
    protocol: protocolOf(protocol),
    port: typeof port === 'string' ? port : null,
  });
}

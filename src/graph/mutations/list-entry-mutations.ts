import { createListEntries } from '../../writes/entries/create-list-entries.ts';
import { deleteListEntries } from '../../writes/entries/delete-list-entries.ts';
import type { EntryResult } from '../../writes/entries/entry-result.ts';
import { type ChangedEntry, updateListEntry } from '../../writes/entries/update-list-entry.ts';
import { builder } from '../builder/builder.ts';
import { nullOnlyByError } from '../builder/semantic-non-null.ts';
import { ListEntry } from '../types/entries/list-entry.ts';
import { deletedOf, deletePayload } from './delete-payload.ts';
import { CreateInput, DeleteInput, UpdateInput } from './list-entry-inputs.ts';
import { clientMutationId, itemFields, type Payload, resultsPayload, writeOutcome } from './payload-fields.ts';
import { writeCost } from './write-cost.ts';

const CreateResult = builder.objectRef<EntryResult>('CreateListEntryResult').implement({
  description: 'What became of one entry.',
  fields: (t) => ({
    ...itemFields(t),
    entry: t.field({
      type: ListEntry,
      description: 'The entry as CFW lists it; null where it does not (yet).',
      resolve: ({ entry }) => entry,
    }),
  }),
});

const CreatePayload = resultsPayload(
  'CreateListEntriesPayload',
  'What became of entries that were to be put on a list.',
  CreateResult,
  'One for each entry of the input, in its order.',
);

const UpdatePayload = builder.objectRef<ChangedEntry & Payload>('UpdateListEntryPayload').implement({
  description: 'What became of the change of an entry.',
  fields: (t) => ({
    outcome: writeOutcome(t),
    listEntry: t.field({
      type: ListEntry,
      description: 'The entry as CFW lists it; null where it does not show the change (yet). Its id may be a new one.',
      resolve: ({ entry }) => entry,
    }),
    clientMutationId: clientMutationId(t),
  }),
});

const DeletePayload = deletePayload({
  payload: 'DeleteListEntriesPayload',
  what: 'What became of entries that were to be taken off a list.',
  result: 'DeleteListEntryResult',
  idField: 'listId',
  row: 'entry',
});

builder.mutationFields((t) => ({
  createListEntries: t.field({
    type: CreatePayload,
    ...nullOnlyByError,
    ...writeCost('BatchCreateBlackWhiteList', 'entries'),
    description: 'Puts entries on the blacklist or the whitelist of a protected object. Some may fail and others not.',
    args: { input: t.arg({ type: CreateInput, required: true, description: 'The entries.' }) },
    resolve: async (_root, { input }, context) => ({
      results: await context.write(createListEntries, input),
      clientMutationId: input.clientMutationId,
    }),
  }),
  updateListEntry: t.field({
    type: UpdatePayload,
    ...nullOnlyByError,
    ...writeCost('UpdateBlackWhiteList'),
    description: 'Changes an entry. What the input leaves out stays as it is.',
    args: { input: t.arg({ type: UpdateInput, required: true, description: 'The entry, and what to change of it.' }) },
    resolve: async (_root, { input }, context) => ({
      ...(await context.write(updateListEntry, input)),
      clientMutationId: input.clientMutationId,
    }),
  }),
  deleteListEntries: t.field({
    type: DeletePayload,
    ...nullOnlyByError,
    ...writeCost('BatchDeleteBlackWhiteLists', 'listIds'),
    description: 'Takes entries off the blacklist or the whitelist of a protected object.',
    args: { input: t.arg({ type: DeleteInput, required: true, description: 'The entries.' }) },
    resolve: async (_root, { input }, context) => {
      const { objectId, listType, listIds, clientMutationId } = input;
      const results = await context.write(deleteListEntries, input);
      return { results: deletedOf('ListEntry', [objectId, listType], listIds, results), clientMutationId };
    },
  }),
}));

import { createListEntries } from '../../writes/entries/create-list-entries.ts';
import { deleteListEntries } from '../../writes/entries/delete-list-entries.ts';
import type { EntryResult } from '../../writes/entries/entry-result.ts';
import { type ChangedEntry, updateListEntry } from '../../writes/entries/update-list-entry.ts';
import type { ItemResult } from '../../writes/item-result.ts';
import { builder } from '../builder/builder.ts';
import { nullOnlyByError } from '../builder/semantic-non-null.ts';
import { writeNodeId } from '../relay/node-id.ts';
import { ListEntry } from '../types/entries/list-entry.ts';
import { CreateInput, DeleteInput, UpdateInput } from './list-entry-inputs.ts';
import { clientMutationId, itemFields, type Payload, writeOutcome } from './payload-fields.ts';
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

const CreatePayload = builder
  .objectRef<Payload & { readonly results: readonly EntryResult[] }>('CreateListEntriesPayload')
  .implement({
    description: 'What became of entries that were to be put on a list.',
    fields: (t) => ({
      results: t.expose('results', {
        type: [CreateResult],
        nullable: false,
        description: 'One for each entry of the input, in its order.',
      }),
      clientMutationId: clientMutationId(t),
    }),
  });

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

interface DeletedEntry extends ItemResult {
  readonly listId: string;
  readonly deletedId: string;
}

const DeleteResult = builder.objectRef<DeletedEntry>('DeleteListEntryResult').implement({
  description: 'What became of one entry.',
  fields: (t) => ({
    listId: t.exposeID('listId', { nullable: false, description: "CFW's id of the entry." }),
    deletedId: t.exposeID('deletedId', {
      nullable: false,
      description: 'The `id` of the entry in this graph, for what a client has stored.',
    }),
    ...itemFields(t),
  }),
});

const DeletePayload = builder
  .objectRef<Payload & { readonly results: readonly DeletedEntry[] }>('DeleteListEntriesPayload')
  .implement({
    description: 'What became of entries that were to be taken off a list.',
    fields: (t) => ({
      results: t.expose('results', {
        type: [DeleteResult],
        nullable: false,
        description: 'One for each id of the input, in its order.',
      }),
      clientMutationId: clientMutationId(t),
    }),
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
      const deleted = (listId: string) => ({
        listId,
        deletedId: writeNodeId('ListEntry', objectId, listType, listId),
        ...results.get(listId)!,
      });
      return { results: listIds.map(deleted), clientMutationId };
    },
  }),
}));

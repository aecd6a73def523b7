import type { InputFieldBuilder } from '@pothos/core';
import { builder, type SchemaTypes } from '../builder/builder.ts';
import { DirectionEnum, ListTypeEnum, ProtocolEnum } from '../types/enums.ts';
import { CLIENT_MUTATION_ID } from './payload-fields.ts';

const ADDRESS = 'An IP address, or a CIDR block such as `10.0.0.0/8`; not all addresses.';
const PORT = 'A port, or a range such as `80-443`. TCP and UDP need one (`1-65535` is all), the others have none.';
const DESCRIPTION = 'A note of up to 255 characters.';

function listFields(t: InputFieldBuilder<SchemaTypes, 'InputObject'>) {
  return {
    objectId: t.id({ required: true, description: 'The protected object (CFW: `object_id`), a UUID.' }),
    listType: t.field({ type: ListTypeEnum, required: true, description: 'Which list of the object.' }),
    firewallId: t.id({ description: 'The firewall that owns the object; the owner without it.' }),
    enterpriseProjectId: t.id({
      description: 'The enterprise project of the firewall; `0` where enterprise projects are off.',
    }),
    clientMutationId: t.string({ description: CLIENT_MUTATION_ID }),
  };
}

const EntryInput = builder.inputType('ListEntryInput', {
  description: 'An entry to be put on a list. Whether the address is IPv4 or IPv6 is read off it.',
  fields: (t) => ({
    address: t.string({ required: true, description: ADDRESS }),
    direction: t.field({
      type: DirectionEnum,
      required: true,
      description: 'Which end of a connection the address is compared with.',
    }),
    protocol: t.field({ type: ProtocolEnum, required: true, description: 'The protocol of the traffic.' }),
    port: t.string({ description: PORT }),
    description: t.string({ description: DESCRIPTION }),
  }),
});

export const CreateInput = builder.inputType('CreateListEntriesInput', {
  description: 'Entries to be put on a list.',
  fields: (t) => ({
    ...listFields(t),
    entries: t.field({ type: [EntryInput], required: true, description: 'From 1 to 2,000 entries.' }),
  }),
});

export const UpdateInput = builder.inputType('UpdateListEntryInput', {
  description: 'An entry, and what to change of it. What is left out stays as it is.',
  fields: (t) => ({
    ...listFields(t),
    listId: t.id({ required: true, description: "CFW's id of the entry, a UUID." }),
    address: t.string({ description: ADDRESS }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Which end of a connection the address is compared with.',
    }),
    protocol: t.field({
      type: ProtocolEnum,
      description: 'The protocol of the traffic. The port goes when the new one has none.',
    }),
    port: t.string({ description: PORT }),
    description: t.string({ description: `${DESCRIPTION} An empty text or null takes it away.` }),
  }),
});

export const DeleteInput = builder.inputType('DeleteListEntriesInput', {
  description: 'Entries to be taken off a list.',
  fields: (t) => ({
    ...listFields(t),
    listIds: t.idList({ required: true, description: "CFW's ids of the entries, from 1 to 2,000." }),
  }),
});

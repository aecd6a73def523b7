import { type ListEntryRecord, listEntries } from '../../../cfw/resources/list-entry.ts';
import { builder } from '../../builder/builder.ts';
import { required } from '../../builder/required.ts';
import { resolveConnection } from '../../relay/connection.ts';
import { entityKey } from '../../relay/entities.ts';
import { listType, nodeIdOf } from '../../relay/list-type.ts';
import { NodeInterface } from '../../relay/node.ts';
import { AddressTypeEnum, DirectionEnum, ListTypeEnum, ProtocolEnum } from '../enums.ts';
import { ProtectedObject } from '../firewalls/protected-object.ts';
import { filterArguments, queryOf } from './list-entry-arguments.ts';
import { listEntryFind } from './list-entry-find.ts';

export const ListEntry = builder.objectRef<ListEntryRecord>('ListEntry').implement({
  description:
    'An entry of the blacklist or whitelist of a protected object (CFW document "Querying a Blacklist or Whitelist", Table 6).',
  interfaces: [NodeInterface],
  ...entityKey(listEntries.key),
  fields: (t) => ({
    id: t.id(nodeIdOf('ListEntry', listEntries.key)),
    objectId: t.exposeID('objectId', {
      nullable: false,
      description: 'The protected object the entry belongs to (a UUID).',
    }),
    listType: t.expose('listType', { type: ListTypeEnum, nullable: false, description: 'Which list the entry is on.' }),
    listId: t.exposeID('listId', { nullable: false, description: "CFW's id of the entry (a UUID)." }),
    direction: t.expose('direction', {
      type: DirectionEnum,
      description: 'Which end of a connection `address` is compared with.',
    }),
    addressType: t.expose('addressType', { type: AddressTypeEnum, description: 'What kind of address `address` is.' }),
    address: t.exposeString('address', {
      description: 'An IP address, a CIDR block such as `10.0.0.0/8`, or a domain.',
    }),
    protocol: t.expose('protocol', {
      type: ProtocolEnum,
      description: 'The protocol of the traffic; null for entries that were added automatically.',
    }),
    port: t.exposeString('port', {
      description: 'A port or range, such as `22` or `80-443`; null when not restricted.',
    }),
    description: t.exposeString('description', { description: 'The note that was left on the entry.' }),
    createdDate: t.expose('createdDate', {
      type: 'DateTime',
      description: 'When the entry was made; null where CFW does not say (older sites) or the value cannot be read.',
    }),
    modifiedDate: t.expose('modifiedDate', {
      type: 'DateTime',
      description: 'When the entry last changed, read like `createdDate`.',
    }),
  }),
});

const entries = listType(listEntries, ListEntry);

builder.queryFields((t) => ({
  listEntries: t.field({
    type: entries.connection,
    description: 'The entries of the blacklist or the whitelist of a protected object, in the order CFW gives them.',
    ...entries.window,
    args: {
      objectId: t.arg.id({
        required: true,
        description: "The protected object (CFW: `object_id`), a UUID: one of a firewall's `protectedObjects`.",
      }),
      firewallId: t.arg.id({
        description:
          'The firewall (CFW: `fw_instance_id`); the object must belong to it. Without it: the firewall that owns the object.',
      }),
      enterpriseProjectId: t.arg.id({
        description: 'The enterprise project of the firewall; `0` where enterprise projects are off.',
      }),
      ...filterArguments(t.arg),
    },
    resolve: (_root, args, context, info) =>
      resolveConnection(context.list(listEntries, queryOf(args, args)), args, context, info, listEntryFind),
  }),
  listEntry: t.field({
    type: ListEntry,
    description:
      'One entry by its id, or null. CFW cannot look an entry up: the gateway reads the list, once for all entries of one operation.',
    ...entries.byKey,
    args: {
      objectId: t.arg.id({ required: true, description: 'The protected object, a UUID.' }),
      listType: t.arg({ type: ListTypeEnum, required: true, description: 'Which list the entry is on.' }),
      listId: t.arg.id({ required: true, description: "CFW's id of the entry, a UUID." }),
    },
    resolve: (_root, key, context) => entries.find(key, context),
  }),
}));

builder.objectField(ProtectedObject, 'listEntries', (t) =>
  t.field({
    type: entries.connection,
    description: 'The entries of the blacklist or the whitelist of the object, in the order CFW gives them.',
    ...entries.window,
    args: filterArguments(t.arg),
    resolve: ({ objectId, firewallId, askedProject: enterpriseProjectId }, args, context, info) => {
      const place = { objectId: required(objectId), firewallId, enterpriseProjectId };
      return resolveConnection(context.list(listEntries, queryOf(place, args)), args, context, info, listEntryFind);
    },
  }),
);

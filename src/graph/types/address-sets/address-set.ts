import type { ArgBuilder } from '@pothos/core';
import { type AddressSetRecord, addressSets } from '../../../cfw/resources/address-set.ts';
import { builder, type SchemaTypes } from '../../builder/builder.ts';
import { required } from '../../builder/required.ts';
import { pageArguments, resolveConnection } from '../../relay/connection.ts';
import { entityKey } from '../../relay/entities.ts';
import { listType, nodeIdOf } from '../../relay/list-type.ts';
import { NodeInterface } from '../../relay/node.ts';
import { AddressTypeEnum, UNKNOWN } from '../enums.ts';
import { ProtectedObject } from '../firewalls/protected-object.ts';
import { addressSetFind } from './address-set-find.ts';

const AddressSetTypeEnum = builder.enumType('AddressSetType', {
  description: 'Who keeps an address set.',
  values: {
    CUSTOM: { description: "The project's own (CFW code 0)." },
    WAF_BACK_TO_SOURCE: { description: 'Addresses from which the web application firewall calls (CFW code 1).' },
    DDOS_BACK_TO_SOURCE: { description: 'Addresses from which the protection against floods calls (CFW code 2).' },
    NAT64: { description: 'Addresses of translation from IPv6 to IPv4 (CFW code 3).' },
    UNKNOWN,
  } as const,
});

export const AddressSet = builder.objectRef<AddressSetRecord>('AddressSet').implement({
  description: 'A set of addresses that the rules of a protected object refer to (CFW: "IP address group").',
  interfaces: [NodeInterface],
  ...entityKey(addressSets.key),
  fields: (t) => ({
    id: t.id(nodeIdOf('AddressSet', addressSets.key)),
    objectId: t.exposeID('objectId', {
      nullable: false,
      description: 'The protected object the set belongs to (a UUID).',
    }),
    setId: t.exposeID('setId', { nullable: false, description: "CFW's id of the set (a UUID)." }),
    name: t.exposeString('name', { description: 'The name of the set.' }),
    description: t.exposeString('description', { description: 'The note that was left on the set.' }),
    refCount: t.exposeInt('refCount', {
      description: 'How many rules refer to the set. One that is referred to cannot be deleted.',
    }),
    addressType: t.expose('addressType', {
      type: AddressTypeEnum,
      description: 'What kind of addresses the set holds.',
    }),
    addressSetType: t.expose('addressSetType', { type: AddressSetTypeEnum, description: 'Who keeps the set.' }),
  }),
});

const sets = listType(addressSets, AddressSet);

function filterArguments(t: ArgBuilder<SchemaTypes>) {
  return {
    search: t.string({ description: 'Only sets with this text in their name or description, as CFW compares it.' }),
    memberAddress: t.string({
      description: 'Only sets with a member of this address. CFW does not find it inside of ranges.',
    }),
    ...addressSetFind.arguments(t),
    ...pageArguments(t),
  };
}

builder.queryFields((t) => ({
  addressSets: t.field({
    type: sets.connection,
    description: 'The address sets of a protected object, in the order CFW gives them.',
    ...sets.window,
    args: {
      objectId: t.arg.id({
        required: true,
        description: "The protected object: one of a firewall's `protectedObjects`.",
      }),
      firewallId: t.arg.id({ description: 'The firewall; the object must belong to it.' }),
      enterpriseProjectId: t.arg.id({ description: 'The enterprise project of the firewall.' }),
      ...filterArguments(t.arg),
    },
    resolve: (_root, args, context, info) => {
      const { objectId, search, memberAddress, firewallId, enterpriseProjectId } = args;
      const list = context.list(addressSets, { objectId, search, memberAddress, firewallId, enterpriseProjectId });
      return resolveConnection(list, args, context, info, addressSetFind);
    },
  }),
  addressSet: t.field({
    type: AddressSet,
    description: 'One address set by its id, or null. The gateway reads the list, once for all sets of one operation.',
    ...sets.byKey,
    args: {
      objectId: t.arg.id({ required: true, description: 'The protected object, a UUID.' }),
      setId: t.arg.id({ required: true, description: "CFW's id of the set, a UUID." }),
    },
    resolve: (_root, key, context) => sets.find(key, context),
  }),
}));

builder.objectField(ProtectedObject, 'addressSets', (t) =>
  t.field({
    type: sets.connection,
    description: 'The address sets of the object, in the order CFW gives them.',
    ...sets.window,
    args: filterArguments(t.arg),
    resolve: ({ objectId, firewallId, askedProject: enterpriseProjectId }, args, context, info) =>
      resolveConnection(
        context.list(addressSets, {
          objectId: required(objectId),
          search: args.search,
          memberAddress: args.memberAddress,
          firewallId,
          enterpriseProjectId,
        }),
        args,
        context,
        info,
        addressSetFind,
      ),
  }),
);

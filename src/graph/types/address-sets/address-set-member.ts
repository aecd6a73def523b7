import { type AddressSetMemberRecord, addressSetMembers } from '../../../cfw/resources/address-set-member.ts';
import { builder } from '../../builder/builder.ts';
import { required } from '../../builder/required.ts';
import { pageArguments, resolveConnection } from '../../relay/connection.ts';
import { entityKey } from '../../relay/entities.ts';
import { listType, nodeIdOf } from '../../relay/list-type.ts';
import { NodeInterface } from '../../relay/node.ts';
import { AddressTypeEnum } from '../enums.ts';
import { AddressSet } from './address-set.ts';
import { addressSetMemberFind } from './address-set-find.ts';

const AddressSetMember = builder.objectRef<AddressSetMemberRecord>('AddressSetMember').implement({
  description: 'An address of an address set.',
  interfaces: [NodeInterface],
  ...entityKey(addressSetMembers.key),
  fields: (t) => ({
    id: t.id(nodeIdOf('AddressSetMember', addressSetMembers.key)),
    setId: t.exposeID('setId', { nullable: false, description: 'The set the member belongs to (a UUID).' }),
    itemId: t.exposeID('itemId', { nullable: false, description: "CFW's id of the member (a UUID)." }),
    address: t.exposeString('address', {
      description: 'An IP address, a CIDR block such as `10.0.0.0/8`, or a range such as `10.0.0.1-10.0.0.9`.',
    }),
    addressType: t.expose('addressType', { type: AddressTypeEnum, description: 'What kind of address it is.' }),
    name: t.exposeString('name', { description: 'The name of the member; most have none.' }),
    description: t.exposeString('description', { description: 'The note that was left on the member.' }),
  }),
});

const members = listType(addressSetMembers, AddressSetMember);

builder.queryFields((t) => ({
  addressSetMember: t.field({
    type: AddressSetMember,
    description: 'One member by its id, or null. The gateway reads the list, once for all members of one operation.',
    ...members.byKey,
    args: {
      setId: t.arg.id({ required: true, description: 'The address set, a UUID.' }),
      itemId: t.arg.id({ required: true, description: "CFW's id of the member, a UUID." }),
    },
    resolve: (_root, key, context) => members.find(key, context),
  }),
}));

builder.objectField(AddressSet, 'members', (t) =>
  t.field({
    type: members.connection,
    description: 'The members of the set, in the order CFW gives them.',
    ...members.window,
    args: {
      search: t.arg.string({ description: 'Only members in which CFW finds this text.' }),
      ...addressSetMemberFind.arguments(t.arg),
      ...pageArguments(t.arg),
    },
    resolve: ({ setId, askedFirewall, askedProject }, args, context, info) =>
      resolveConnection(
        context.list(addressSetMembers, {
          setId: required(setId),
          search: args.search,
          firewallId: askedFirewall,
          enterpriseProjectId: askedProject,
        }),
        args,
        context,
        info,
        addressSetMemberFind,
      ),
  }),
);

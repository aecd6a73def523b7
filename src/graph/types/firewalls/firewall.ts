import { firewalls } from '../../../cfw/resources/firewall.ts';
import { firewallDetail } from '../../../cfw/resources/firewall-detail.ts';
import { reading } from '../../../estimate/reads.ts';
import { FirewallDetails } from '../../../loaders/firewall.ts';
import { builder } from '../../builder/builder.ts';
import { pageArguments, resolveConnection } from '../../relay/connection.ts';
import { listType } from '../../relay/list-type.ts';
import { FirewallType } from './firewall-type.ts';

const list = listType(firewalls, FirewallType);

builder.queryFields((t) => ({
  firewalls: t.field({
    type: list.connection,
    description: 'The firewalls of the project: where to start, since nothing else can be asked without a firewall.',
    ...list.window,
    args: {
      search: t.arg.string({ description: 'Only the firewall with this id, or those with this text in their name.' }),
      enterpriseProjectId: t.arg.id({
        description: 'Only firewalls of this enterprise project; `all_granted_eps` for all the caller may see.',
      }),
      ...pageArguments(t.arg),
    },
    resolve: (_root, args, context, info) => {
      const { search, enterpriseProjectId } = args;
      return resolveConnection(context.list(firewalls, { search, enterpriseProjectId }), args, context, info);
    },
  }),
  firewall: t.field({
    type: FirewallType,
    description: 'One firewall by its id, or null.',
    ...reading({ kind: 'detail', resource: firewallDetail, argument: 'firewallId' }),
    args: { firewallId: t.arg.id({ required: true, description: 'What CFW calls `fw_instance_id`, a UUID.' }) },
    resolve: (_root, { firewallId }, context) => context.use(FirewallDetails).detail({ firewallId }),
  }),
}));

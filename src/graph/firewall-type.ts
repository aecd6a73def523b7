import type { FirewallDetailRecord, FirewallRecord } from '../cfw/firewall.ts';
import type { GatewayContext } from '../context.ts';
import type { FirewallReference } from '../loaders/firewall.ts';
import { builder } from './builder.ts';
import { FirewallStatusEnum } from './enums.ts';
import { NodeInterface, registerNode } from './node.ts';
import { writeNodeId } from './node-id.ts';
import { ProtectedObject } from './protected-object.ts';
import { required } from './required.ts';

/** A firewall as far as it is known: its id alone, what the list call says, or what the detail call says. */
export type FirewallNode = FirewallReference | FirewallRecord | FirewallDetailRecord;

/** A field that is read from what is known; only where it is not known, one detail call a firewall is made. */
function known<Field extends keyof FirewallDetailRecord>(field: Field) {
  const valueIn = (source: object | null) => (source as FirewallDetailRecord | null)?.[field] ?? null;
  return (firewall: FirewallNode, _args: object, context: GatewayContext) =>
    field in firewall ? valueIn(firewall) : context.firewall(firewall).then(valueIn);
}

export const FirewallType = builder.objectRef<FirewallNode>('Firewall').implement({
  description: 'A CFW instance. The list names it; protected objects and features cost one more call a firewall.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque and stable: pass it to `node` to fetch the firewall again.',
      resolve: ({ firewallId }) => writeNodeId('Firewall', required(firewallId)),
    }),
    firewallId: t.id({
      nullable: false,
      description: 'What CFW calls `fw_instance_id` (a UUID).',
      resolve: ({ firewallId }) => required(firewallId),
    }),
    name: t.string({ description: 'The display name (CFW: `fw_instance_name`).', resolve: known('name') }),
    status: t.field({ type: FirewallStatusEnum, description: 'The state of the firewall.', resolve: known('status') }),
    enterpriseProjectId: t.id({
      description: 'The enterprise project it belongs to; `0` where enterprise projects are off.',
      resolve: known('enterpriseProjectId'),
    }),
    supportsCapture: t.boolean({
      description: 'Whether packet capture is available on it (CFW: `feature_toggle.is_support_capture`).',
      resolve: known('supportsCapture'),
    }),
    protectedObjects: t.field({
      type: [ProtectedObject],
      description: 'The borders it protects. Choose one by `type`; their order means nothing.',
      resolve: async (firewall, args, context) => {
        const objects = await known('protectedObjects')(firewall, args, context);
        const enterpriseProjectId = await known('enterpriseProjectId')(firewall, args, context);
        return objects?.map((object) => ({ ...object, enterpriseProjectId })) ?? null;
      },
    }),
  }),
});

registerNode({
  typename: 'Firewall',
  key: ['firewallId'],
  find: async ([firewallId], context) => context.firewall({ firewallId: firewallId! }),
});

builder.asEntity(FirewallType, {
  key: builder.selection<{ firewallId: string }>('firewallId'),
  resolveReference: ({ firewallId }, context) => context.firewall({ firewallId }),
});

builder.objectField(ProtectedObject, 'firewall', (t) =>
  t.field({
    type: FirewallType,
    description: 'The firewall that protects it. Its id costs no call.',
    resolve: ({ firewallId, enterpriseProjectId }) => ({ firewallId, enterpriseProjectId }),
  }),
);

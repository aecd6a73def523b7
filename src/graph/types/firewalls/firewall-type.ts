import { type FirewallDetailRecord, type FirewallRecord, firewalls } from '../../../cfw/resources/firewall.ts';
import { firewallDetail } from '../../../cfw/resources/firewall-detail.ts';
import type { GatewayContext } from '../../../context.ts';
import { type Known, reading } from '../../../estimate/reads.ts';
import { isAny } from '../../../estimate/variable-values.ts';
import { FirewallDetails } from '../../../loaders/firewall.ts';
import { builder } from '../../builder/builder.ts';
import { nullOnlyByError } from '../../builder/semantic-non-null.ts';
import { entityKey } from '../../relay/entities.ts';
import { nodeIdOf } from '../../relay/list-type.ts';
import { NodeInterface } from '../../relay/node.ts';
import {
  ChargeModeEnum,
  EngineTypeEnum,
  FirewallEditionEnum,
  FirewallStatusEnum,
  HighAvailabilityEnum,
  ProtectedObjectTypeEnum,
} from './firewall-enums.ts';
import { ProtectedObject, protectedObjectsOf } from './protected-object.ts';

/** A firewall of which the id is known, and the enterprise project in which what led to it was asked for. */
interface FirewallLink {
  readonly firewallId: string;
  readonly askedProject: string | null | undefined;
}

/** A firewall as far as it is known: its id alone, what the list call says, or what the detail call says. */
export type FirewallNode = FirewallLink | FirewallRecord | FirewallDetailRecord;

/** The enterprise project that everything below a firewall is asked with; null where it is not known. */
export function projectOf(firewall: FirewallNode): string | null {
  const project = 'askedProject' in firewall ? firewall.askedProject : firewall.enterpriseProjectId;
  return typeof project === 'string' ? project : null;
}

/** Makes the detail call for a firewall, once in an operation however many fields need it. */
function readDetail(firewall: FirewallNode, context: GatewayContext): Promise<FirewallDetailRecord | null> {
  const { firewallId } = firewall;
  return context.use(FirewallDetails).detail({ firewallId, enterpriseProjectId: projectOf(firewall) });
}

/** A field that is read from what is known; only where it is not known, the detail call is made. */
function known<Field extends keyof FirewallDetailRecord>(field: Field, unless: Known = 'row') {
  const valueIn = (source: object | null) => (source as FirewallDetailRecord | null)?.[field] ?? null;
  return {
    ...reading({ kind: 'detail', resource: firewallDetail, unless }),
    resolve: (firewall: FirewallNode, _args: object, context: GatewayContext) =>
      field in firewall ? valueIn(firewall) : readDetail(firewall, context).then(valueIn),
  };
}

/** A firewall has an Internet border, and a VPC border once one was made: what a router may reckon with. */
const BORDERS = 2;

export const FirewallType = builder.objectRef<FirewallNode>('Firewall').implement({
  description:
    'A firewall of CFW (Huawei Cloud: "CFW instance"). `protectedObjects` and `supportsCapture` are not in the list of firewalls: they cost one more call a firewall.',
  interfaces: [NodeInterface],
  ...entityKey(firewalls.key),
  fields: (t) => ({
    id: t.id(nodeIdOf<FirewallNode>('Firewall', firewalls.key)),
    firewallId: t.exposeID('firewallId', { nullable: false, description: 'What CFW calls `fw_instance_id` (a UUID).' }),
    name: t.string({ description: 'The display name (CFW: `fw_instance_name`).', ...known('name') }),
    status: t.field({ type: FirewallStatusEnum, description: 'The state of the firewall.', ...known('status') }),
    enterpriseProjectId: t.id({
      description: 'The enterprise project it belongs to; `0` where enterprise projects are off.',
      ...known('enterpriseProjectId'),
    }),
    highAvailability: t.field({
      type: HighAvailabilityEnum,
      description: 'How it stays up when a node fails (CFW: `ha_type`).',
      ...known('highAvailability'),
    }),
    chargeMode: t.field({
      type: ChargeModeEnum,
      description: 'How it is paid for (CFW: `charge_mode`).',
      ...known('chargeMode'),
    }),
    engineType: t.field({
      type: EngineTypeEnum,
      description: 'Whose engine filters the traffic (CFW: `engine_type`).',
      ...known('engineType'),
    }),
    edition: t.field({
      type: FirewallEditionEnum,
      description: 'The edition that was bought (CFW: `flavor.version`).',
      ...known('edition'),
    }),
    eipCount: t.int({
      description: 'How many public addresses (EIPs) it may protect (CFW: `flavor.eip_count`).',
      ...known('eipCount'),
    }),
    vpcCount: t.int({
      description: 'How many VPCs it may protect (CFW: `flavor.vpc_count`).',
      ...known('vpcCount'),
    }),
    bandwidth: t.int({
      description: 'How much traffic it may filter, in Mbit/s (CFW: `flavor.bandwidth`).',
      ...known('bandwidth'),
    }),
    supportsCapture: t.boolean({
      description: 'Whether packet capture is available on it (CFW: `feature_toggle.is_support_capture`).',
      ...known('supportsCapture', 'detail'),
    }),
    protectedObjects: t.field({
      type: [ProtectedObject],
      description: 'The borders it protects. Their order means nothing: choose by `type`.',
      directives: { listSize: { assumedSize: BORDERS } },
      ...reading({
        kind: 'detail',
        resource: firewallDetail,
        unless: 'detail',
        most: ({ type }) => (type == null || isAny(type) ? BORDERS : 1),
      }),
      args: { type: t.arg({ type: ProtectedObjectTypeEnum, description: 'Only borders of this type.' }) },
      resolve: async (firewall, { type }, context) => {
        const detail = 'protectedObjects' in firewall ? firewall : await readDetail(firewall, context);
        const objects = protectedObjectsOf(detail, projectOf(firewall));
        return type == null ? objects : (objects?.filter((object) => object.type === type) ?? null);
      },
    }),
  }),
});

builder.objectField(ProtectedObject, 'firewall', (t) =>
  t.field({
    ...nullOnlyByError,
    type: FirewallType,
    description: 'The firewall that protects it. Its id costs no call.',
    ...reading({ kind: 'firewall' }),
    resolve: ({ firewallId, askedProject }) => ({ firewallId, askedProject }),
  }),
);

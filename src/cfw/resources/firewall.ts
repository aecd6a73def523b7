import type { FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkResourceId, checkSearch } from '../decoding/identifiers.ts';
import {
  CHARGE_MODES,
  type ChargeMode,
  EDITIONS,
  ENGINE_TYPES,
  type EngineType,
  FIREWALL_STATUSES,
  type FirewallEdition,
  type FirewallStatus,
  HIGH_AVAILABILITIES,
  type HighAvailability,
  type ProtectedObjectType,
} from './firewall-codes.ts';
import { listing } from './listing.ts';

/** Which firewalls: all of a project, or those whose id or name contains a word (cfw-api 2.1). */
export interface FirewallQuery {
  readonly search?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
}

/** A firewall as both calls describe it (cfw-api 2.1). */
export interface FirewallRecord {
  readonly firewallId: string;
  /** The display name (`fw_instance_name`); the wire's `name` is a timestamp. */
  readonly name: string | null;
  readonly status: FirewallStatus | null;
  readonly enterpriseProjectId: string | null;
  readonly highAvailability: HighAvailability | null;
  readonly chargeMode: ChargeMode | null;
  readonly engineType: EngineType | null;
  readonly edition: FirewallEdition | null;
  /** Public addresses that may be protected. */
  readonly eipCount: number | null;
  /** VPCs that may be protected. */
  readonly vpcCount: number | null;
  /** Mbit/s. */
  readonly bandwidth: number | null;
}

/** What a firewall protects: the Internet border (north-south) or the VPC border (east-west) (cfw-api 2.1). */
export interface ProtectedObjectRecord {
  readonly objectId: string;
  readonly name: string | null;
  readonly type: ProtectedObjectType | null;
  readonly firewallId: string;
}

/** A firewall with what only the call for one firewall says (cfw-api 2.1). */
export interface FirewallDetailRecord extends FirewallRecord {
  /** Whether packets can be captured (`feature_toggle.is_support_capture`). */
  readonly supportsCapture: boolean | null;
  readonly protectedObjects: readonly ProtectedObjectRecord[] | null;
}

/** Decodes the fields that both calls send. */
export function readFirewall(row: JsonObject, fields: FieldReader): FirewallRecord {
  const flavor = fields.object(row.flavor);
  return {
    firewallId: fields.id(row.fw_instance_id, 'fw_instance_id'),
    name: fields.text(row.fw_instance_name, 'fw_instance_name'),
    status: fields.code(row.status, 'status', FIREWALL_STATUSES),
    enterpriseProjectId: fields.text(row.enterprise_project_id, 'enterprise_project_id'),
    highAvailability: fields.code(row.ha_type, 'ha_type', HIGH_AVAILABILITIES),
    chargeMode: fields.code(row.charge_mode, 'charge_mode', CHARGE_MODES),
    engineType: fields.code(row.engine_type, 'engine_type', ENGINE_TYPES),
    edition: fields.code(flavor.version, 'flavor.version', EDITIONS),
    eipCount: fields.integer(flavor.eip_count, 'flavor.eip_count'),
    vpcCount: fields.integer(flavor.vpc_count, 'flavor.vpc_count'),
    bandwidth: fields.integer(flavor.bandwidth, 'flavor.bandwidth'),
  };
}

/** POST /v1/{project_id}/firewalls/list: the call that lists all of them (cfw-api 2.1). */
export const firewalls = listing<FirewallQuery, FirewallRecord>({
  name: 'firewalls',
  operation: 'ListFirewallList',
  method: 'POST',
  path: 'firewalls/list',
  parameters: {
    search: { wire: 'key_word', check: checkSearch },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId },
  },
  key: ['firewallId'],
  readRow: readFirewall,
});

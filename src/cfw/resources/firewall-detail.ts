import { type FieldReader, isJsonObject, type JsonObject, NO_ROW } from '../decoding/fields.ts';
import { checkResourceId } from '../decoding/identifiers.ts';
import { type FirewallDetailRecord, type ProtectedObjectRecord, readFirewall } from './firewall.ts';
import { OBJECT_TYPES } from './firewall-codes.ts';
import { listing } from './listing.ts';

/** Which firewall. */
export interface FirewallDetailQuery {
  readonly firewallId: string;
  readonly enterpriseProjectId?: string | undefined;
}

/** Decodes the row of one firewall. */
function readFirewallDetail(
  row: JsonObject,
  fields: FieldReader,
  { firewallId }: FirewallDetailQuery,
): FirewallDetailRecord {
  const features = fields.object(row.feature_toggle);
  const objects = fields.list(row.protect_objects, 'protect_objects');
  return {
    ...readFirewall(row, fields),
    // CFW mixes two styles of keys in this map (cfw-api 2.1).
    supportsCapture: fields.boolean(
      features.is_support_capture ?? features.isSupportCapture,
      'feature_toggle.is_support_capture',
    ),
    protectedObjects: Array.isArray(objects)
      ? objects.map((element) => readProtectedObject(element, fields, firewallId))
      : (objects as null),
  };
}

function readProtectedObject(element: unknown, fields: FieldReader, firewallId: string): ProtectedObjectRecord {
  const row = isJsonObject(element) ? element : NO_ROW;
  return {
    objectId: fields.id(row.object_id, 'protect_objects.object_id'),
    name: fields.text(row.object_name, 'protect_objects.object_name'),
    type: fields.code(row.type, 'protect_objects.type', OBJECT_TYPES),
    firewallId,
  };
}

/** GET /v1/{project_id}/firewall/exist for one firewall: without an id it would answer with the account's first. */
export const firewallDetail = listing<FirewallDetailQuery, FirewallDetailRecord>({
  name: 'firewallDetail',
  operation: 'ListFirewallDetail',
  method: 'GET',
  path: 'firewall/exist',
  fixed: { service_type: 0 },
  parameters: {
    firewallId: { wire: 'fw_instance_id', check: checkResourceId },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId, routes: true },
  },
  key: ['firewallId'],
  readRow: readFirewallDetail,
});

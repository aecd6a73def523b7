import type { Reading } from '../calls/object-reader.ts';
import { checkResourceId } from '../decoding/identifiers.ts';
import { canonicalQuery, percentEncode } from '../wire/canonical-query.ts';
import type { ListType } from './list-entry.ts';

/** How many entries a firewall may have on its lists of one type, and has (cfw-more, section 11). */
export interface QuotaRecord {
  readonly max: number | null;
  readonly used: number | null;
}

/** GET /v2/{project_id}/cfw/{fw_instance_id}/quota. Not every site has it. */
export const quota: Reading<{ readonly firewallId: string; readonly listType: ListType }, QuotaRecord> = {
  operation: 'ShowConfigQuota',
  toRequest(projectId, { firewallId, listType }) {
    checkResourceId('firewallId', firewallId);
    const path = `/v2/${projectId}/cfw/${percentEncode(firewallId)}/quota`;
    return { method: 'GET', path, query: canonicalQuery({ config_type: listType }), body: undefined };
  },
  readValue: (data, fields) => ({
    max: fields.integer(data.max_quota, 'max_quota'),
    used: fields.integer(data.used_quota, 'used_quota'),
  }),
};

import { refuseCfw } from '../errors.ts';
import { integerAmong, requiredText, windowOf } from '../parameters.ts';
import type { Row, StoredRow } from '../rows/row-list.ts';
import type { Call } from './call.ts';
import { pageOf } from './page.ts';
import { knownFirewall, mustRun } from './running.ts';

/**
 * GET /v1/{project_id}/black-white-lists ("Querying a Blacklist or Whitelist").
 * `enterprise_project_id` is taken and changes nothing: no document says what it does here.
 */
export function listBlackWhiteLists({ world, query, mark }: Call): string {
  const objectId = requiredText(query, 'object_id');
  const listType = integerAmong(query, 'list_type', [4, 5]);
  const addressType = query.get('address_type') ? integerAmong(query, 'address_type', [0, 1, 2]) : undefined;
  const window = windowOf(query.get('limit'), query.get('offset'));

  const firewallId = query.get('fw_instance_id');
  if (firewallId) knownFirewall(world, firewallId);
  const owner = world.ownerOf(objectId);
  if (!owner) throw refuseCfw('CFW.00400008', 'protected object not exist');
  if (firewallId && owner.id !== firewallId) {
    throw refuseCfw('CFW.00400008', 'protected object does not belong to the firewall');
  }
  mustRun(owner);

  const rows = world.listEntries(objectId, listType)?.rows() ?? [];
  const kept = filtered(rows, addressType, query.get('address'), query.get('port'));
  return pageOf(kept, window, 'description', mark);
}

function filtered(
  rows: readonly StoredRow[],
  addressType: number | undefined,
  address: string | null,
  port: string | null,
) {
  if (addressType === undefined && !address && !port) return rows;
  return rows.filter(
    ({ value }) =>
      (addressType === undefined || value.address_type === addressType) &&
      (!address || addressContains(value, address)) &&
      (!port || value.port === port),
  );
}

/**
 * What is known of CFW's address filter: `2.2.2.0/24` is found by `2.2.2.0` and not by its full text. Read here as
 * "part of the address before its mask", so that `1.1.1.1` finds `1.1.1.10` too.
 */
function addressContains(row: Row, part: string): boolean {
  const address = row.address;
  return typeof address === 'string' && address.replace(/\/.*$/, '').includes(part);
}

import type { CaptureTaskQuery } from '../cfw/resources/capture-task.ts';
import type { ListEntryQuery } from '../cfw/resources/list-entry.ts';
import type { FirewallInput } from './input/capture-task-input.ts';
import type { ListInput } from './input/list-entry-input.ts';

/** The capture tasks that an input is about: what its writes are sent to, and what is read to see their effect. */
export function firewallRoute({ firewallId, enterpriseProjectId }: FirewallInput): CaptureTaskQuery {
  return { firewallId, ...(enterpriseProjectId != null && { enterpriseProjectId }) };
}

/** The list that an input is about. */
export function listPlace({ objectId, listType, firewallId, enterpriseProjectId }: ListInput): ListEntryQuery {
  return {
    objectId,
    listType,
    ...(firewallId != null && { firewallId }),
    ...(enterpriseProjectId != null && { enterpriseProjectId }),
  };
}

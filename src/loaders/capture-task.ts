import type { CfwClient } from '../cfw/client.ts';
import type { CaptureTaskQuery, CaptureTaskRecord } from '../cfw/resources/capture-task.ts';
import type { ListSource } from './list.ts';

/** The packet capture tasks of a firewall. */
export function captureTaskList(query: CaptureTaskQuery, client: CfwClient): ListSource<CaptureTaskRecord> {
  return {
    identity: ['captureTasks', query.firewallId],
    variant: [query.enterpriseProjectId],
    identify: ({ taskId }) => (typeof taskId === 'string' ? taskId : null),
    read: (range, call) => client.listCaptureTasks(query, range, call),
  };
}

import { requiredText, windowOf } from '../parameters.ts';
import type { Call } from './call.ts';
import { pageOf } from './page.ts';
import { knownFirewall, mustRun } from './running.ts';

/**
 * GET /v1/{project_id}/capture-task ("Querying a Packet Capture Task").
 * `enterprise_project_id` is taken and changes nothing: no document says what it does here.
 */
export function listCaptureTasks({ world, query, mark }: Call): string {
  const firewallId = requiredText(query, 'fw_instance_id');
  const window = windowOf(query.get('limit'), query.get('offset'));
  const firewall = knownFirewall(world, firewallId);
  mustRun(firewall);
  return pageOf(world.captureTasks(firewall.id)?.rows() ?? [], window, 'name', mark);
}

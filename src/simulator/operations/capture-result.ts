import { isIP } from 'node:net';
import { captureTasks } from '../lists/capture-tasks.ts';
import { FIREWALL } from '../lists/list.ts';
import { refuseCfw } from '../refusals/errors.ts';
import { integerAmong, requiredText } from '../refusals/parameters.ts';
import type { Call } from './call.ts';
import { knownFirewall, mustRun } from './running.ts';

const SUCCEEDED = 1;
const STOPPED = 4;
const DAY_MS = 86_400_000;
const MOST_IPS = 3;

/**
 * GET /v1/{project_id}/capture-task/capture-result, in both documented shapes. Only a task that succeeded (1) or was
 * stopped (4) has a result; which code the others get is not documented. `ip` comes as csv or repeated, as the
 * vendor's SDKs send it. The unit of `expires` is not documented: milliseconds here, of the end of the next day.
 */
export function captureResult({ world, query, now }: Call): string {
  const firewallId = requiredText(query.get(FIREWALL.parameter), FIREWALL.parameter);
  const taskId = requiredText(query.get('task_id'), 'task_id');
  const type = query.get('type') ? integerAmong(query.get('type'), 'type', [0, 1]) : 0;
  const ips = query
    .getAll('ip')
    .flatMap((text) => text.split(','))
    .filter((ip) => ip !== '');
  if (ips.length > MOST_IPS || ips.some((ip) => isIP(ip) === 0) || (type === 1 && ips.length === 0)) {
    throw refuseCfw('CFW.00200001', 'parameter ip is invalid');
  }
  mustRun(knownFirewall(world, firewallId));
  const task = world.list(captureTasks, firewallId)?.get(taskId)?.value;
  if (!task || task.is_deleted === 1 || (task.status !== SUCCEEDED && task.status !== STOPPED)) {
    throw refuseCfw('CFW.00200005', 'object not exist');
  }
  const host = 'obs.example.com';
  const path = `capture/${firewallId}/${taskId}.pcap`;
  const url = `https://${host}/${path}?Signature=simulated-${taskId}`;
  const data =
    world.behaviour.result === 'link'
      ? { captcha: `q${taskId.slice(0, 5)}`, expires: (Math.floor(now / DAY_MS) + 2) * DAY_MS, url }
      : {
          file_list: [{ file_name: `${taskId}.pcap`, url, file_path: path }],
          request_header: { Host: host },
        };
  return JSON.stringify({ data });
}

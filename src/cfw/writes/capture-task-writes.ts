import type { Write } from '../calls/writer.ts';
import type { AddressType, Protocol } from '../resources/codes.ts';
import { ADDRESS_TYPE_CODES, PROTOCOL_CODES } from './wire-codes.ts';
import { type Route, routeParameters, writeOf } from './write-request.ts';

/** A capture task to be made (cfw-more, section 2). */
export interface NewCaptureTask {
  readonly name: string;
  /** Minutes. */
  readonly duration: number;
  readonly maxPackets: number;
  readonly addressType: AddressType;
  readonly sourceAddress: string;
  readonly destAddress: string;
  readonly protocol: Protocol;
  /** Undefined where not restricted, as with `destPort`. */
  readonly sourcePort: string | undefined;
  readonly destPort: string | undefined;
}

/** POST /v1/{project_id}/capture-task. */
export function createCaptureTask(route: Route, task: NewCaptureTask): Write {
  // 0 is the only `type` of either side that is documented.
  const side = (address: string) => ({ type: 0, address_type: ADDRESS_TYPE_CODES.get(task.addressType), address });
  return writeOf('CreateCaptureTask', 'POST', 'capture-task', routeParameters(route), {
    name: task.name,
    duration: task.duration,
    max_packets: task.maxPackets,
    source: side(task.sourceAddress),
    destination: side(task.destAddress),
    service: {
      protocol: PROTOCOL_CODES.get(task.protocol),
      source_port: task.sourcePort,
      dest_port: task.destPort,
    },
  });
}

/** POST /v1/{project_id}/capture-task/stop. */
export function stopCaptureTask(route: Route, taskId: string): Write {
  return writeOf('CancelCaptureTask', 'POST', 'capture-task/stop', routeParameters(route), { task_id: taskId });
}

/** POST /v1/{project_id}/capture-task/batch-delete. */
export function deleteCaptureTasks(route: Route, taskIds: readonly string[]): Write {
  const query = routeParameters(route);
  return writeOf('DeleteCaptureTask', 'POST', 'capture-task/batch-delete', query, { task_ids: taskIds });
}

import type { CodeNames, FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkResourceId } from '../decoding/identifiers.ts';
import { ADDRESS_TYPES, type AddressType, PROTOCOLS, type Protocol } from './codes.ts';
import { listing } from './listing.ts';

/** Which capture tasks: those of one firewall (seed "Querying a Packet Capture Task", Table 2). */
export interface CaptureTaskQuery {
  readonly firewallId: string;
  readonly enterpriseProjectId?: string | undefined;
}

export type CaptureTaskStatus = 'ABNORMAL' | 'SUCCESSFUL' | 'RUNNING' | 'STOPPED' | 'ENDING' | 'UNKNOWN';

/** A packet capture task (seed "Querying a Packet Capture Task", Table 6). Dates are RFC 3339 in UTC. */
export interface CaptureTaskRecord {
  readonly firewallId: string;
  readonly taskId: string;
  readonly name: string | null;
  readonly status: CaptureTaskStatus | null;
  readonly statusCode: number | null;
  readonly protocol: Protocol | null;
  readonly sourceAddress: string | null;
  readonly sourceAddressType: AddressType | null;
  readonly sourcePort: string | null;
  readonly destAddress: string | null;
  readonly destAddressType: AddressType | null;
  readonly destPort: string | null;
  /** Minutes. */
  readonly duration: number | null;
  readonly maxPackets: number | null;
  /** As CFW writes it, such as `500kb`. */
  readonly captureSize: string | null;
  /** Days until the result is deleted. */
  readonly remainingDays: number | null;
  readonly isDeleted: boolean | null;
  readonly createdDate: string | null;
  readonly modifiedDate: string | null;
  /** The enterprise project the list was asked for. */
  readonly enterpriseProjectId: string | null;
}

// The seed's Table 6, and 0, which the vendor's Terraform provider and console know (cfw-api 1.1).
const STATUSES: CodeNames<CaptureTaskStatus> = new Map([
  [0, 'ABNORMAL'],
  [1, 'SUCCESSFUL'],
  [2, 'RUNNING'],
  [4, 'STOPPED'],
  [5, 'ENDING'],
]);

/** Decodes one row. */
function readCaptureTask(row: JsonObject, fields: FieldReader, query: CaptureTaskQuery): CaptureTaskRecord {
  return {
    firewallId: query.firewallId,
    taskId: fields.id(row.task_id, 'task_id'),
    name: fields.text(row.name, 'name'),
    status: fields.code(row.status, 'status', STATUSES),
    statusCode: fields.codeNumber(row.status),
    protocol: fields.code(row.protocol, 'protocol', PROTOCOLS),
    sourceAddress: fields.text(row.source_address, 'source_address'),
    sourceAddressType: fields.code(row.source_address_type, 'source_address_type', ADDRESS_TYPES),
    sourcePort: fields.text(row.source_port, 'source_port'),
    destAddress: fields.text(row.dest_address, 'dest_address'),
    destAddressType: fields.code(row.dest_address_type, 'dest_address_type', ADDRESS_TYPES),
    destPort: fields.text(row.dest_port, 'dest_port'),
    duration: fields.integer(row.duration, 'duration'),
    maxPackets: fields.integer(row.max_packets, 'max_packets'),
    captureSize: fields.text(row.capture_size, 'capture_size'),
    remainingDays: fields.integer(row.remaining_days, 'remaining_days'),
    isDeleted: fields.flag(row.is_deleted, 'is_deleted'),
    createdDate: fields.date(row.created_date, 'created_date'),
    modifiedDate: fields.date(row.modified_date, 'modified_date'),
    enterpriseProjectId: query.enterpriseProjectId ?? null,
  };
}

/** GET /v1/{project_id}/capture-task (the same document). */
export const captureTasks = listing<CaptureTaskQuery, CaptureTaskRecord>({
  name: 'captureTasks',
  operation: 'ListCaptureTask',
  method: 'GET',
  path: 'capture-task',
  parameters: {
    firewallId: { wire: 'fw_instance_id', check: checkResourceId },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId, routes: true },
  },
  key: ['firewallId', 'taskId'],
  readRow: readCaptureTask,
  isBusy: ({ status }) => status === 'RUNNING' || status === 'ENDING',
});

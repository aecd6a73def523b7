import { ADDRESSES, CODES, DATES, FLAGS, INTEGERS, PORTS, SIZES, TEXTS } from './wire-rows.ts';

/** What a field of a row holds. */
export type Content = 'text' | 'address' | 'port' | 'code' | 'integer' | 'flag' | 'date' | 'size';

export const CONTENTS = {
  text: TEXTS,
  address: ADDRESSES,
  port: PORTS,
  code: CODES,
  integer: INTEGERS,
  flag: FLAGS,
  date: DATES,
  size: SIZES,
} as const;

/** A filter that one of a few names must meet, by CFW's codes (contract-2, "Find"; cfw-api 1.1 and 1.2). */
interface Named {
  readonly field: string;
  readonly names: Readonly<Record<number, string>>;
}

/** A list that can be asked, as the contract has it and as CFW's documents name its fields. */
export interface Kind {
  readonly type: string;
  /** Where CFW has it, behind the project. */
  readonly path: string;
  readonly id: string;
  /** The field of the graph that is the row's id. */
  readonly graphId: string;
  readonly fields: Readonly<Record<string, Content>>;
  readonly searched: readonly string[];
  readonly addresses: readonly string[];
  readonly port?: string;
  readonly created?: string;
  readonly deleted?: string;
  readonly named: Readonly<Record<string, Named>>;
  readonly orders: Readonly<Record<string, string>>;
  /** The fields of an operation, each with arguments of its own, within what leads to the list. */
  readonly operation: (fields: readonly string[]) => string;
  /** A field of it, with arguments beside those that lead to the list. */
  readonly field: (alias: string, args: string, selection: string) => string;
}

export const SET_ID = 'the-set';

const PROTOCOLS = { 6: 'TCP', 17: 'UDP', 1: 'ICMP', 58: 'ICMPV6', [-1]: 'ANY' };
const ADDRESS_TYPES = { 0: 'IPV4', 1: 'IPV6', 2: 'DOMAIN' };
const together = (fields: readonly string[]) => fields.join('\n');
const listed = (name: string, own: string) => (alias: string, args: string, selection: string) =>
  `${alias}: ${name}(${own} ${args}) { ${selection} }`;

export const KINDS: readonly Kind[] = [
  {
    type: 'CaptureTask',
    path: 'capture-task',
    id: 'task_id',
    graphId: 'taskId',
    fields: {
      name: 'text',
      status: 'code',
      protocol: 'code',
      source_address: 'address',
      dest_address: 'address',
      source_port: 'port',
      dest_port: 'port',
      duration: 'integer',
      max_packets: 'integer',
      remaining_days: 'integer',
      capture_size: 'size',
      is_deleted: 'flag',
      created_date: 'date',
      modified_date: 'date',
    },
    searched: ['name', 'source_address', 'dest_address', 'source_port', 'dest_port'],
    addresses: ['source_address', 'dest_address'],
    created: 'created_date',
    deleted: 'is_deleted',
    named: {
      statuses: { field: 'status', names: { 0: 'ABNORMAL', 1: 'SUCCESSFUL', 2: 'RUNNING', 4: 'STOPPED', 5: 'ENDING' } },
      protocols: { field: 'protocol', names: PROTOCOLS },
    },
    orders: {
      NAME: 'name',
      STATUS: 'status',
      CREATED_DATE: 'created_date',
      MODIFIED_DATE: 'modified_date',
      DURATION: 'duration',
      MAX_PACKETS: 'max_packets',
      CAPTURE_SIZE: 'capture_size',
      REMAINING_DAYS: 'remaining_days',
    },
    operation: together,
    field: listed('captureTasks', 'firewallId: "a-firewall"'),
  },
  {
    type: 'ListEntry',
    path: 'black-white-lists',
    id: 'list_id',
    graphId: 'listId',
    fields: {
      address: 'address',
      description: 'text',
      port: 'port',
      direction: 'code',
      protocol: 'code',
      address_type: 'code',
      created_date: 'date',
      modified_date: 'date',
    },
    searched: ['address', 'description'],
    addresses: ['address'],
    port: 'port',
    created: 'created_date',
    named: {
      directions: { field: 'direction', names: { 0: 'SOURCE', 1: 'DESTINATION' } },
      protocols: { field: 'protocol', names: PROTOCOLS },
      addressTypes: { field: 'address_type', names: ADDRESS_TYPES },
    },
    orders: {
      ADDRESS: 'address',
      PROTOCOL: 'protocol',
      DIRECTION: 'direction',
      CREATED_DATE: 'created_date',
      MODIFIED_DATE: 'modified_date',
    },
    operation: together,
    field: listed('listEntries', 'objectId: "an-object", listType: WHITELIST'),
  },
  {
    type: 'AddressSet',
    path: 'address-sets',
    id: 'set_id',
    graphId: 'setId',
    fields: { name: 'text', description: 'text', ref_count: 'integer', address_type: 'code' },
    searched: ['name', 'description'],
    addresses: [],
    named: { addressTypes: { field: 'address_type', names: ADDRESS_TYPES } },
    orders: { NAME: 'name', REF_COUNT: 'ref_count' },
    operation: together,
    field: listed('addressSets', 'objectId: "an-object"'),
  },
  {
    type: 'AddressSetMember',
    path: 'address-items',
    id: 'item_id',
    graphId: 'itemId',
    fields: { address: 'address', name: 'text', description: 'text', address_type: 'code' },
    searched: ['address', 'name', 'description'],
    addresses: ['address'],
    named: { addressTypes: { field: 'address_type', names: ADDRESS_TYPES } },
    orders: { ADDRESS: 'address' },
    operation: (fields) => `set: addressSet(objectId: "an-object", setId: "${SET_ID}") { ${fields.join('\n')} }`,
    field: listed('members', ''),
  },
];

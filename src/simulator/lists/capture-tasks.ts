import { FIREWALLS } from '../known.ts';
import { cfwDate, cycle, Draw, NEWEST } from '../rows/draw.ts';
import type { Row } from '../rows/row-list.ts';
import { FIREWALL, type List, type Place } from './list.ts';
import { required, WINDOW } from './parameter.ts';

/** The example row of the document "Querying a Packet Capture Task", word for word. */
const DOCUMENTED: Row = {
  capture_size: '--',
  created_date: '2024/06/04 11:23:50',
  dest_address: '2.2.2.2',
  dest_address_type: 0,
  dest_port: '',
  duration: 3,
  is_deleted: 0,
  max_packets: 100000,
  modified_date: '2024/06/04 11:23:50',
  name: 'zhuabaotest',
  protocol: -1,
  remaining_days: 7,
  source_address: '1.1.1.1',
  source_address_type: 0,
  source_port: '',
  status: 2,
  task_id: '24e6bb6d-d335-48fd-b9c7-bbaaa851d209',
};

const STATUSES = [1, 4, 2, 5, 0];
const PROTOCOLS = [6, 17, 1, 58, -1, null];
const SIZES = ['500kb', '12mb', '', '500mb', null, undefined];
const PORTS = ['443', '', '80-443', '1-65535', '53'];

/** Positions of the two rows with codes that no document knows. */
const UNKNOWN_STATUS_AT = 17;
const UNKNOWN_PROTOCOL_AT = 23;

/** The capture task at a position of a firewall's generated list. Fields: capture-task, table 6. */
function row({ seed, parentId }: Place, position: number): Row {
  const draw = new Draw(seed, parentId, position);
  const protocol = position === UNKNOWN_PROTOCOL_AT ? 132 : cycle(PROTOCOLS, position);
  const status = position === UNKNOWN_STATUS_AT ? 9 : cycle(STATUSES, position);
  const created = NEWEST - position * 37 * 60_000;
  const ipv6 = protocol === 58 || position % 10 === 7;
  const ported = protocol === 6 || protocol === 17;
  return {
    // A running task has nothing yet, which CFW writes as two dashes; `undefined` leaves the field out.
    capture_size: status === 2 ? '--' : cycle(SIZES, position),
    created_date: cfwDate(created),
    dest_address: address(draw, ipv6, position + 1),
    dest_address_type: ipv6 ? 1 : 0,
    dest_port: ported ? cycle(PORTS, position + 2) : '',
    duration: 1 + draw.below(60),
    is_deleted: position % 31 === 30 ? 1 : 0,
    max_packets: cycle([100_000, 1_000_000, 500, 1], position),
    modified_date: position % 19 === 18 ? null : cfwDate(created + draw.below(200) * 1000),
    name: position % 29 === 28 ? undefined : `capture-${position}`,
    protocol,
    remaining_days: 7 - (Math.floor(position / 20) % 8),
    source_address: position % 37 === 36 ? null : address(draw, ipv6, position),
    source_address_type: ipv6 ? 1 : 0,
    source_port: ported ? cycle(PORTS, position) : position % 13 === 12 ? null : '',
    status,
    task_id: draw.uuid(),
  };
}

function address(draw: Draw, ipv6: boolean, position: number): string {
  if (ipv6) {
    const prefix = `2001:db8:${draw.below(256).toString(16)}:${(position % 65_536).toString(16)}::`;
    return (position >> 1) % 2 === 0 ? `${prefix}/64` : `${prefix}1`;
  }
  const net = `10.${draw.below(256)}.${draw.below(256)}`;
  return cycle([`${net}.${1 + draw.below(9)}`, `${net}.0/24`, `${net}.10-${net}.20`], position);
}

const SIZES_KNOWN: Readonly<Record<string, number>> = {
  [FIREWALLS.documented]: 140,
  [FIREWALLS.busy]: 2500,
  [FIREWALLS.single]: 1,
};

/**
 * GET /v1/{project_id}/capture-task ("Querying a Packet Capture Task").
 * `enterprise_project_id` is taken and changes nothing: no document says what it does here.
 */
export const captureTasks: List<'captureTasks', number> = {
  name: 'captureTasks',
  operation: 'ListCaptureTask',
  path: 'capture-task',
  action: 'cfw:captureTask:list',
  parent: FIREWALL,
  idField: 'task_id',
  markField: 'name',
  parameters: [required(FIREWALL.parameter), ...WINDOW],
  row,
  first: { [FIREWALLS.documented]: [DOCUMENTED] },
  size: (firewallId, known) => SIZES_KNOWN[firewallId] ?? (known ? 0 : 3),
};

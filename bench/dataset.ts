/** The project, firewalls and lists that the fixed upstream has. Every row is the same on every run. */
export const PROJECT = '09bb24e6fe80d23d2fa2c010b53b418c';
export const TOKEN = 'token-of-the-benchmark';

/** A firewall with many capture tasks, so that windows need not repeat. */
export const LONG_FIREWALL = uuid('firewall/0');
export const LONG_TOTAL = 20_000;
/** A firewall whose list is filtered and ordered as a whole: two calls. */
export const SCANNED_FIREWALL = uuid('scanned');
export const SCANNED_TOTAL = 2000;
/** What is asked of it: a status, and a date that half of its rows have. */
export const SCANNED_FROM = new Date(Date.UTC(2025, 7, 1, 12) - 1000 * 3_600_000).toISOString();
/** Every other firewall is as one finds it: 20 tasks a day, kept 7 days (cfw-api.md 1.3). */
export const USUAL_TOTAL = 140;
export const FIREWALLS = Array.from({ length: 5 }, (_, position) => uuid(`firewall/${position}`));
/** The firewall whose list is followed. */
export const FOLLOWED_FIREWALL = FIREWALLS[2]!;
/** Entries on each list of each protected object. */
export const OBJECT_TOTAL = 200;
/** A protected object whose list is written to. */
export const WRITTEN_OBJECT = uuid('object');

const NEWEST = Date.UTC(2025, 7, 1, 12);
const HOUR_MS = 3_600_000;

/** One capture task as CFW writes it, with the fields of the document's Table 6 and a mixture of their values. */
export function captureTaskRow(firewall: string, position: number): object {
  const ported = position % 3 !== 2;
  const ipv6 = position % 10 === 7;
  const address = (part: number) =>
    ipv6 ? `2001:db8:${(part % 65_536).toString(16)}::1` : `10.${part % 256}.${(part >> 8) % 256}.${1 + (part % 250)}`;
  return {
    capture_size: ['500kb', '12mb', '--', '1.5mb'][position % 4],
    created_date: cfwDate(NEWEST - position * HOUR_MS),
    dest_address: address(position * 7 + 1),
    dest_address_type: ipv6 ? 1 : 0,
    dest_port: ported ? '443' : '',
    duration: 1 + (position % 60),
    is_deleted: position % 31 === 30 ? 1 : 0,
    max_packets: 100_000,
    modified_date: cfwDate(NEWEST - position * HOUR_MS + 90_000),
    name: `capture-${position}`,
    protocol: [6, 17, -1][position % 3],
    remaining_days: position % 8,
    source_address: address(position * 3),
    source_address_type: ipv6 ? 1 : 0,
    source_port: ported ? '1024-65535' : '',
    status: [1, 4, 2, 5][position % 4],
    task_id: uuid(`${firewall}/${position}`),
  };
}

export function entryId(position: number): string {
  return uuid(`entry/${position}`);
}

/** One list entry ("Querying a Blacklist or Whitelist", Table 6). */
export function listEntryRow(position: number): object {
  return {
    address: `192.0.${position >> 8}.${position % 256}`,
    address_type: 0,
    direction: position % 2,
    list_id: entryId(position),
    port: '22',
    protocol: 6,
    description: `entry ${position}`,
  };
}

/** One firewall with its protected objects, as both firewall endpoints tell of it (cfw-api.md 2.1). */
export function firewallRow(position: number): object {
  const id = FIREWALLS[position]!;
  return {
    fw_instance_id: id,
    resource_id: id,
    name: '1680054140516',
    fw_instance_name: `firewall-${position}`,
    enterprise_project_id: '0',
    status: 2,
    ha_type: 1,
    charge_mode: 0,
    service_type: 0,
    engine_type: 1,
    protect_objects: [0, 1].map((type) => ({ object_id: uuid(`${id}/${type}`), object_name: `object-${type}`, type })),
    feature_toggle: { is_support_capture: true },
  };
}

function cfwDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
}

/** A UUID made from a text. */
function uuid(text: string): string {
  const word = (seed: number) => {
    let hash = seed;
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      hash ^= hash >>> 15;
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  };
  const hex = word(1) + word(2) + word(3) + word(4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** How all ports are written: in lists of CFW as an empty text (cfw-more, section 3) or `0` (section 5), or in full. */
const ALL = new Set(['', '0', '1-65535', '0-65535']);

/** Whether a protocol has ports. */
export function hasPorts(protocol: string | null): boolean {
  return protocol === 'TCP' || protocol === 'UDP';
}

/** What is equal in all spellings of a port of this protocol; null for all ports, and where there are none. */
export function portKey(protocol: string | null, port: string | null | undefined): string | null {
  return !hasPorts(protocol) || port == null || ALL.has(port) ? null : port;
}

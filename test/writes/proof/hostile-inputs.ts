import fc from 'fast-check';
import type { TestBed } from '../../support/gateway.ts';
import { FIREWALL, MUTATIONS, OBJECT } from '../writing.ts';
import {
  ALL_ADDRESSES,
  BAD_ADDRESSES,
  BAD_PORTS,
  BAD_TEXTS,
  GOOD_ADDRESSES,
  GOOD_PORTS,
  GOOD_TEXTS,
} from './hostile-texts.ts';

type Path = readonly (string | number)[];

/** An input, what must be told of it, and what must go on the wire where nothing is wrong with it. */
export interface Attempt {
  readonly mutation: 'createListEntries' | 'createCaptureTask';
  readonly input: object;
  /** Where it has a wrong type, which is told alone; and where a wrong value. */
  readonly wrongTypes: readonly Path[];
  readonly wrongValues: readonly Path[];
  readonly wire: object;
}

const PROTOCOLS = { TCP: 6, UDP: 17, ICMP: 1, ICMPV6: 58, ANY: -1 } as const;
type Protocol = keyof typeof PROTOCOLS;
const hasPorts = (protocol: unknown) => protocol === 'TCP' || protocol === 'UDP';

/** So often good that of a hundred inputs some have nothing wrong, with eight such values in each. */
const mostly = (good: readonly unknown[], bad: readonly unknown[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

const NO_TEXTS = [7, true, {}, ['a']];
const address = mostly(GOOD_ADDRESSES, [...BAD_ADDRESSES, ...ALL_ADDRESSES, ...NO_TEXTS, null, undefined]);
const port = mostly([undefined, null, ...GOOD_PORTS], [...BAD_PORTS, ...NO_TEXTS]);
const protocol = mostly(Object.keys(PROTOCOLS), ['UNKNOWN', 'tcp', '__proto__', 'toString', '', 6, null, undefined]);
const direction = mostly(['SOURCE', 'DESTINATION'], ['UNKNOWN', 'BOTH', '__proto__', 0, null, undefined]);
const description = mostly([undefined, null, '', ...GOOD_TEXTS], [...BAD_TEXTS, ...NO_TEXTS]);

const isText = (value: unknown) => typeof value === 'string';
const isOptional = (value: unknown) => value == null || isText(value);
const family = (text: unknown) => (String(text).includes(':') ? 1 : 0);

/** Notes where a check fails. */
class Paths {
  readonly types: Path[] = [];
  readonly values: Path[] = [];
  type(isRight: boolean, ...path: Path): boolean {
    if (!isRight) this.types.push(['input', ...path]);
    return isRight;
  }
  value(isRight: boolean, ...path: Path): void {
    if (!isRight) this.values.push(['input', ...path]);
  }
}

const rawEntry = fc.record({
  address,
  direction,
  protocol,
  port,
  description,
  isPolluted: fc.nat(19).map((roll) => roll === 0),
});

/** Creates of list entries. */
export const entryAttempts: fc.Arbitrary<Attempt> = fc
  .uniqueArray(rawEntry, { minLength: 1, maxLength: 4, selector: ({ address }) => String(address) })
  .map((raw) => {
    const paths = new Paths();
    const entries = raw.map((one, at) => {
      const { isPolluted, ...entry } = one;
      checkEntry(paths, entry, ['entries', at]);
      // Written as text: in code it would set the prototype.
      if (!isPolluted) return entry;
      paths.types.push(['input', 'entries', at, '__proto__']);
      return JSON.parse(JSON.stringify(entry).replace(/^\{/, '{"__proto__":{"port":"80"},').replace(/,\}$/, '}'));
    });
    const items = raw.map((entry) => ({
      direction: entry.direction === 'SOURCE' ? 0 : 1,
      address_type: family(entry.address),
      address: entry.address,
      protocol: PROTOCOLS[entry.protocol as Protocol],
      ...(entry.port != null && { port: entry.port }),
      ...(entry.description != null && entry.description !== '' && { description: entry.description }),
    }));
    const place = { object_id: OBJECT, list_type: 4 };
    return {
      mutation: 'createListEntries',
      input: { objectId: OBJECT, listType: 'BLACKLIST', entries },
      wrongTypes: paths.types,
      wrongValues: paths.values,
      wire: items.length === 1 ? { ...place, ...items[0] } : { ...place, list_items: items },
    };
  });

function checkEntry(paths: Paths, entry: Record<string, unknown>, path: Path): void {
  const { address, direction, protocol, port, description } = entry;
  const known = ['UNKNOWN', ...Object.keys(PROTOCOLS)];
  if (paths.type(isText(address), ...path, 'address'))
    paths.value(GOOD_ADDRESSES.includes(String(address)), ...path, 'address');
  if (paths.type(['UNKNOWN', 'SOURCE', 'DESTINATION'].includes(direction as string), ...path, 'direction'))
    paths.value(direction !== 'UNKNOWN', ...path, 'direction');
  if (paths.type(known.includes(protocol as string), ...path, 'protocol'))
    paths.value(protocol !== 'UNKNOWN', ...path, 'protocol');
  if (paths.type(isOptional(port), ...path, 'port')) {
    const isRight = hasPorts(protocol) ? GOOD_PORTS.includes(String(port)) : port == null;
    paths.value(isRight, ...path, 'port');
  }
  if (paths.type(isOptional(description), ...path, 'description'))
    paths.value(!BAD_TEXTS.includes(String(description)), ...path, 'description');
}

const numbers = (good: readonly number[], bad: readonly number[]) =>
  mostly(good, [...bad, 1.5, 2 ** 31, -(2 ** 40), '5', null, undefined, []]);
const isInt = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

/** Creates of captures. */
export const captureAttempts: fc.Arbitrary<Attempt> = fc
  .record({
    name: mostly(GOOD_TEXTS, [...BAD_TEXTS, '', ...NO_TEXTS, null, undefined]),
    duration: numbers([1, 5, 1440], [0, -1]),
    maxPackets: numbers([1, 1_000_000], [0, -1, 1_000_001]),
    sourceAddress: mostly(GOOD_ADDRESSES, [...BAD_ADDRESSES, ...NO_TEXTS, null]),
    destAddress: mostly(GOOD_ADDRESSES, [...BAD_ADDRESSES, ...NO_TEXTS, null]),
    protocol,
    sourcePort: port,
    destPort: port,
  })
  .map((task) => {
    const { name, duration, maxPackets, sourceAddress, destAddress, protocol, sourcePort, destPort } = task;
    const paths = new Paths();
    if (paths.type(isText(name), 'name')) paths.value(GOOD_TEXTS.includes(String(name)), 'name');
    if (paths.type(isInt(duration), 'duration')) paths.value(Number(duration) > 0, 'duration');
    const packets = Number(maxPackets);
    if (paths.type(isInt(maxPackets), 'maxPackets')) paths.value(packets > 0 && packets <= 1_000_000, 'maxPackets');
    const isSource = GOOD_ADDRESSES.includes(String(sourceAddress));
    const isDest = GOOD_ADDRESSES.includes(String(destAddress));
    if (paths.type(isText(sourceAddress), 'sourceAddress')) paths.value(isSource, 'sourceAddress');
    if (paths.type(isText(destAddress), 'destAddress'))
      paths.value(isDest && (!isSource || family(sourceAddress) === family(destAddress)), 'destAddress');
    if (paths.type(['UNKNOWN', ...Object.keys(PROTOCOLS)].includes(protocol as string), 'protocol'))
      paths.value(protocol !== 'UNKNOWN', 'protocol');
    for (const [field, value] of [['sourcePort', sourcePort] as const, ['destPort', destPort] as const]) {
      if (!paths.type(isOptional(value), field)) continue;
      paths.value(value == null || (hasPorts(protocol) && GOOD_PORTS.includes(String(value))), field);
    }
    const side = (address: unknown) => ({ type: 0, address_type: family(address), address });
    return {
      mutation: 'createCaptureTask',
      input: { firewallId: FIREWALL, ...task },
      wrongTypes: paths.types,
      wrongValues: paths.values,
      wire: {
        ...{ name, duration, max_packets: maxPackets },
        ...{ source: side(sourceAddress), destination: side(destAddress) },
        service: {
          protocol: PROTOCOLS[protocol as Protocol],
          ...(sourcePort != null && { source_port: sourcePort }),
          ...(destPort != null && { dest_port: destPort }),
        },
      },
    };
  });

/** Makes an attempt. @returns what was told and sent, and what should have been, as two equal things */
export async function tryInput(bed: TestBed, { mutation, input, wrongTypes, wrongValues, wire }: Attempt) {
  await bed.calls();
  const { errors = [] } = await bed.ask(MUTATIONS[mutation], { input });
  const calls = (await bed.calls()) as unknown as readonly { method: string; body?: string }[];
  const wrong = wrongTypes.length > 0 ? wrongTypes : wrongValues;
  const told = errors.map(({ extensions }) => extensions as { code: string; input?: Path });
  const isRefused = wrong.length > 0;
  const sorted = (paths: readonly (Path | undefined)[]) =>
    [...new Set(paths.map((path) => JSON.stringify(path)))].sort();
  return {
    isRefused,
    found: isRefused
      ? {
          calls: calls.length,
          codes: [...new Set(told.map(({ code }) => code))],
          paths: sorted(told.map(({ input }) => input)),
        }
      : calls.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body ?? 'null')),
    expected: isRefused ? { calls: 0, codes: ['BAD_USER_INPUT'], paths: sorted(wrong) } : [wire],
  };
}

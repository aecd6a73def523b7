import { addressOrder, momentOrder, number, ranked, textOrder } from '../../src/find/columns.ts';
import {
  type DateRange,
  dateRange,
  flag,
  matchingAddress,
  matchingPort,
  oneOf,
  search,
} from '../../src/find/filter.ts';
import type { Findable } from '../../src/find/question.ts';
import type { Random } from '../paging/random.ts';

/** A row with a field of every kind that can be asked for. */
export interface Row {
  readonly id: string | null;
  readonly name: string | null;
  readonly note: string | null;
  readonly status: string | null;
  readonly count: number | null;
  readonly size: string | null;
  readonly address: string | null;
  readonly otherAddress: string | null;
  readonly port: string | null;
  readonly created: string | null;
  readonly deleted: boolean | null;
}

export interface RowFilters {
  readonly search?: string | null;
  readonly statuses?: readonly string[] | null;
  readonly matchingAddress?: string | null;
  readonly matchingPort?: number | null;
  readonly created?: DateRange | null;
  readonly isDeleted?: boolean | null;
}

export const FIELDS = ['NAME', 'STATUS', 'COUNT', 'SIZE', 'ADDRESS', 'CREATED'] as const;
export type Field = (typeof FIELDS)[number];

/** The codes of a status; UNKNOWN has none that is known. */
export const CODES: Readonly<Record<string, number>> = { RUNNING: 2, ABNORMAL: 0, STOPPED: 4, SUCCESSFUL: 1 };
export const SIZES: Readonly<Record<string, number>> = { '500kb': 512_000, '2kb': 2048, '0b': 0, '1mb': 1_048_576 };

export const ROWS: Findable<Row, RowFilters, Field> = {
  filters: {
    search: search('name', 'note'),
    statuses: oneOf('status'),
    matchingAddress: matchingAddress('address', 'otherAddress'),
    matchingPort: matchingPort('port'),
    created: dateRange('created'),
    isDeleted: flag('deleted'),
  },
  orders: {
    NAME: textOrder('name'),
    STATUS: ranked('status', (name) => CODES[name] ?? null),
    COUNT: number('count'),
    SIZE: ranked('size', (text) => SIZES[text] ?? null),
    ADDRESS: addressOrder('address'),
    CREATED: momentOrder('created'),
  },
};

/** What the decoder leaves in a field that came in a wrong type. */
const WRONG = new TypeError('of the wrong type') as unknown as null;
const STATUSES = [...Object.keys(CODES), 'UNKNOWN'];
const NAMES = [
  'Rule 9',
  'rule 10',
  'RULE 010',
  'rule',
  'Überlauf',
  'überlauf 2',
  '抓包 1',
  'ﬀ',
  '𝒳 1',
  'a-b',
  'a1b',
  '',
];
const ADDRESSES = [
  '10.0.0.1',
  '::ffff:10.0.0.1',
  '10.0.0.0/8',
  '9.255.255.255',
  '10.0.0.0-10.0.0.9',
  '2001:db8::1',
  '2001:DB8:0::/32',
  '::/0',
  'example.com',
  '*.Example.com',
  'a.example.com.',
  '010.0.0.1',
  'no address at all',
];
const PORTS = ['22', '80-443', '22,8080', '1-65535', '443-80', 'x'];
const DAYS = ['2024-06-04T11:23:50.000Z', '2024-06-04T11:23:51.000Z', '2023-01-01T00:00:00.000Z'];

export function drawRow(random: Random, id: string): Row {
  const value = <Value>(values: readonly Value[]): Value | null =>
    random.chance(0.15) ? null : random.chance(0.03) ? WRONG : random.of(values);
  return {
    id: random.chance(0.02) ? null : id,
    name: value(NAMES),
    note: value(NAMES),
    status: value(STATUSES),
    count: value([0, 1, 2, 10, -5]),
    size: value([...Object.keys(SIZES), 'large']),
    address: value(ADDRESSES),
    otherAddress: value(ADDRESSES),
    port: value(PORTS),
    created: value(DAYS),
    deleted: value([true, false]),
  };
}

export function drawRows(random: Random, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => drawRow(random, `${random.below(0xffffff).toString(16)}-${at}`));
}

export function drawFilters(random: Random): RowFilters {
  const given = <Value>(value: Value): Value | null => (random.chance(0.75) ? null : value);
  return {
    search: given(random.of(['rule', 'RULE 1', 'ÜBER', '包', 'z', '', '9', 'FF'])),
    statuses: given(STATUSES.filter(() => random.chance(0.5))),
    matchingAddress: given(
      random.of(['10.0.0.1', '::ffff:a00:1', '10.0.0.0/24', '2001:db8::/64', 'A.example.com', 'example.com.', '::1']),
    ),
    matchingPort: given(random.of([22, 80, 443, 8080, 0])),
    created: given({ from: given(random.of(DAYS)), until: given(random.of(DAYS)) }),
    isDeleted: given(random.chance(0.5)),
  };
}

import type { Random } from '../../paging/random.ts';

/** A row as it stands in CFW's answer. */
export type WireRow = Readonly<Record<string, unknown>>;

/*
 * What CFW may send in a field, and what it means: each value with its meaning, so that nothing has to be read to know it.
 * A value of a wrong type means what no value means.
 */
type Meant<Meaning> = readonly (readonly [wire: unknown, meaning: Meaning | null])[];

const NONE = [
  [null, null],
  [undefined, null],
  ['', null],
  ['--', null],
] as const;

const AT = Date.UTC(2024, 5, 4, 11, 23, 50);
export const DATES: Meant<number> = [
  ['2024/06/04 11:23:50', AT],
  ['2024-06-04 11:23:51', AT + 1000],
  ['2024-06-04T13:23:50+02:00', AT],
  ['2024-06-04T11:23:50.5Z', AT + 500],
  [AT / 1000, AT],
  [AT + 250, AT + 250],
  [String(AT / 1000 + 1), AT + 1000],
  ['2023/01/01 00:00:00', Date.UTC(2023, 0, 1)],
  ['9999/12/31 23:59:59', Date.UTC(9999, 11, 31, 23, 59, 59)],
  [0, null],
  ['yesterday', null],
  ['2024/02/30 00:00:00', null],
  [{}, null],
  ...NONE,
];

export const SIZES: Meant<number> = [
  ['500kb', 512_000],
  ['1.5MB', 1_572_864],
  ['2kb', 2048],
  ['2048b', 2048],
  ['0b', 0],
  ['1 gb', 1_073_741_824],
  ['large', null],
  [500, null],
  ...NONE,
];

export const CODES: Meant<number> = [
  ...[0, 1, 2, 4, 5, 6, 17, 58, -1, 9, 132].map((code) => [code, code] as const),
  ['6', 6],
  ['-1', -1],
  ['0', 0],
  ['six', null],
  [1.5, null],
  [[], null],
  ...NONE,
];

export const INTEGERS: Meant<number> = [
  ...[0, 1, 3, 10, -7, 2_147_483_647].map((integer) => [integer, integer] as const),
  ['12', 12],
  [2_147_483_648, null],
  [0.5, null],
  [true, null],
  ...NONE,
];

export const FLAGS: Meant<boolean> = [[0, false], [1, true], ['1', true], [2, null], [true, null], ...NONE];

const asTexts = (texts: readonly string[]): Meant<string> => [
  ...texts.map((text) => [text, text] as const),
  [5, null],
  [{ text: 'rule' }, null],
  ...NONE,
];

export const TEXTS = asTexts([
  'Rule 9',
  'rule 10',
  'RULE 010',
  'rule',
  'rule 99999999999999999999 b',
  'Straße',
  'STRASSE 2',
  'İzmir',
  'izmir',
  'ΟΔΟΣ',
  'οδος',
  '抓包 1',
  '𝒳 1',
  '～',
  'a-b',
  'a1b',
  ' ',
]);

export const ADDRESSES = asTexts([
  '10.0.0.1',
  '::ffff:10.0.0.1',
  '10.0.0.0/8',
  '10.9.9.9/8',
  '9.255.255.255',
  '10.0.0.0-10.0.0.9',
  '0.0.0.0/0',
  '2001:db8::1',
  '2001:DB8:0::/32',
  'fe80::1%eth0',
  '::/0',
  'example.com',
  '*.Example.com',
  'a.example.com.',
  'host-9.example.com',
  'host-10.example.com',
  '010.0.0.1',
  '10.0.0.1/33',
  'no address at all',
]);

export const PORTS = asTexts(['22', '80-443', '22,8080', '22, 80 - 90', '1-65535', '443-80', 'x', '0', '0080']);

/** Ids that are no UUIDs, in an order that is not that of their numbers. */
export function drawId(random: Random, at: number): unknown {
  if (random.chance(0.02)) return random.of([null, undefined, 7, '']);
  if (random.chance(0.04)) return 'twice';
  return `${random.of(['a', 'B', 'z', '0'])}${random.below(0xffff).toString(16)}-${at}`;
}

/** Whatever a field may hold. */
export function drawValue(random: Random, values: Meant<unknown>): unknown {
  return random.of(values)[0];
}

/** What a value that was drawn means. */
export function meaningOf<Meaning>(values: Meant<Meaning>, wire: unknown): Meaning | null {
  const found = values.find(([one]) => one === wire);
  if (found === undefined) throw new Error(`${JSON.stringify(wire)} was not drawn of these values`);
  return found[1];
}

import { blockOf, meets } from '../address-arithmetic.ts';
import { CONTENTS, type Kind } from './kinds.ts';
import { MOMENTS, type Question } from './questions.ts';
import { meaningOf, type WireRow } from './wire-rows.ts';

/*
 * The contract's sentences on filters and orders, by brute force and by the values that were drawn. It shares nothing
 * with `src/find`.
 */

function meant<Meaning>({ fields }: Kind, row: WireRow, field: string): Meaning | null {
  return meaningOf<unknown>(CONTENTS[fields[field]!], row[field]) as Meaning | null;
}

/** Case folding of what is drawn: three letters fold to something else than their lower case. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

function holdsPort(ports: string, port: number): boolean {
  for (const part of ports.split(',')) {
    const ends = part.split('-').map(Number);
    if (ends[0]! <= port && port <= ends.at(-1)!) return true;
  }
  return false;
}

/** A value of a wrong type names a port, though nobody knows which. */
function namesNone(wire: unknown): boolean {
  return wire === null || wire === undefined || typeof wire === 'string';
}

export function isFound(kind: Kind, row: WireRow, filters: NonNullable<Question['filterBy']>): boolean {
  const text = (field: string) => meant<string>(kind, row, field);
  const { search, matchingAddress: address, matchingPort: port, createdDate: span, isDeleted } = filters;
  if (search != null && !kind.searched.some((field) => folded(text(field) ?? '').includes(folded(search)))) {
    return false;
  }
  if (address != null && !kind.addresses.some((field) => text(field) !== null && meets(text(field)!, address))) {
    return false;
  }
  if (port != null) {
    const ports = text(kind.port!);
    const isMet = ports === null ? namesNone(row[kind.port!]) : holdsPort(ports, port);
    if (!isMet) return false;
  }
  if (span?.from != null || span?.until != null) {
    const at = meant<number>(kind, row, kind.created!);
    if (at === null) return false;
    if (span.from != null && at < MOMENTS[span.from]!) return false;
    if (span.until != null && at >= MOMENTS[span.until]!) return false;
  }
  if (isDeleted != null && meant<boolean>(kind, row, kind.deleted!) !== isDeleted) return false;
  for (const [name, { field, names }] of Object.entries(kind.named)) {
    const wanted = filters[name] as readonly string[] | null | undefined;
    const code = meant<number>(kind, row, field);
    if (wanted != null && (code === null || !wanted.includes(names[code] ?? 'UNKNOWN'))) return false;
  }
  return true;
}

type Key = readonly (bigint | number)[];

/** Code points, but of a number: the code point of a digit, then its value. */
function textKey(text: string): Key {
  return [...folded(text).matchAll(/[0-9]+|[^0-9]/gu)].flatMap(([part]) =>
    /[0-9]/.test(part) ? [48, BigInt(part)] : [part.codePointAt(0)!],
  );
}

function keyOf(kind: Kind, row: WireRow, field: string): Key | null {
  const value = meant<number | string>(kind, row, field);
  if (value === null) return null;
  if (typeof value === 'number') return [value];
  const block = kind.fields[field] === 'address' ? blockOf(value) : null;
  if (block !== null) return [block.family, block.first];
  return kind.fields[field] === 'address' ? [7, ...textKey(value)] : textKey(value);
}

/** The first that differs decides, and what is at its end stands before what goes on. */
function compareKeys(one: Key, other: Key): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const [left, right] = [one[at], other[at]];
    if (left === right) continue;
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

export function idOf({ id }: Kind, row: WireRow): string | null {
  const value = row[id];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** All rows that a question finds, in order. */
export function expectedRows(kind: Kind, rows: readonly WireRow[], { filterBy, orderBy }: Question): WireRow[] {
  const found = rows.filter((row) => filterBy == null || isFound(kind, row, filterBy));
  if (orderBy == null) return found;
  const keyed = found.map((row) => ({ row, id: idOf(kind, row), key: keyOf(kind, row, kind.orders[orderBy.field]!) }));
  const lastWithout = (one: unknown, other: unknown) => Number(one === null) - Number(other === null);
  keyed.sort((one, other) => {
    const compared = one.key === null || other.key === null ? 0 : compareKeys(one.key, other.key);
    return (
      lastWithout(one.key, other.key) ||
      (orderBy.direction === 'DESC' ? -compared : compared) ||
      lastWithout(one.id, other.id) ||
      (one.id === other.id ? 0 : one.id! < other.id! ? -1 : 1)
    );
  });
  return keyed.map(({ row }) => row);
}

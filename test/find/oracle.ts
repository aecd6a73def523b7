import { blockOf, meets } from './address-arithmetic.ts';
import { CODES, type Field, type Row, type RowFilters, SIZES } from './rows.ts';

/*
 * The contract's sentences on filters and orders, by brute force. It shares nothing with `src/find`.
 */

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function holds(ports: string, port: number): boolean {
  for (const part of ports.split(',')) {
    const ends = part.split('-').map(Number);
    if (ends.length <= 2 && ends[0]! <= port && port <= ends.at(-1)!) return true;
  }
  return false;
}

export function isFound(row: Row, filters: RowFilters): boolean {
  if (filters.search != null) {
    const part = filters.search.toLowerCase();
    const texts = [row.name, row.note].map((text) => textOf(text)?.toLowerCase());
    // Only this ligature has no lower case of its own, and folds to two letters.
    if (!texts.some((text) => (text ?? '').replaceAll('ﬀ', 'ff').includes(part))) return false;
  }
  if (filters.statuses != null && !filters.statuses.some((status) => status === row.status)) return false;
  if (filters.matchingAddress != null) {
    const asked = filters.matchingAddress;
    const owned = [row.address, row.otherAddress].map(textOf);
    if (!owned.some((own) => own !== null && meets(own, asked))) return false;
  }
  if (filters.matchingPort != null) {
    const ports: unknown = row.port;
    if (ports !== null && !(typeof ports === 'string' && holds(ports, filters.matchingPort))) return false;
  }
  const { from, until } = filters.created ?? {};
  if (from != null || until != null) {
    const created = textOf(row.created);
    if (created === null || (from != null && created < from) || (until != null && created >= until)) return false;
  }
  return filters.isDeleted == null || row.deleted === filters.isDeleted;
}

type Value = readonly (bigint | number)[];

/** The order of two lists of numbers: the first that differs decides, a shorter one stands before what goes on. */
function compareValues(one: Value, other: Value): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    if (at >= one.length) return -1;
    if (at >= other.length) return 1;
    if (one[at]! < other[at]!) return -1;
    if (one[at]! > other[at]!) return 1;
  }
  return 0;
}

/** Code points, but of a number: the code point of a digit, then its value. */
function textValue(text: string): Value {
  const lower = text.toLowerCase().replaceAll('ﬀ', 'ff');
  return [...lower.matchAll(/[0-9]+|[^0-9]/gu)].flatMap(([part]) =>
    /[0-9]/.test(part) ? [48, BigInt(part)] : [part.codePointAt(0)!],
  );
}

function orderedValue(row: Row, field: Field): Value | null {
  const single = (value: unknown) => (typeof value === 'number' ? [value] : null);
  switch (field) {
    case 'NAME':
      return textOf(row.name) === null ? null : textValue(row.name!);
    case 'STATUS':
      return single(CODES[String(row.status)]);
    case 'COUNT':
      return single(row.count);
    case 'SIZE':
      return single(SIZES[String(row.size)]);
    case 'CREATED':
      return textOf(row.created) === null ? null : [new Date(row.created!).getTime()];
    case 'ADDRESS': {
      if (textOf(row.address) === null) return null;
      const block = blockOf(row.address!);
      return block === null ? [7, ...textValue(row.address!)] : [block.family, block.first];
    }
  }
}

/** What a question finds, all of it and in order. */
export function expectedRows(
  rows: readonly Row[],
  filters: RowFilters | null,
  order: { readonly field: Field; readonly direction: 'ASC' | 'DESC' } | null,
): Row[] {
  const found = filters === null ? [...rows] : rows.filter((row) => isFound(row, filters));
  if (order === null) return found;
  const keyed = found.map((row) => ({ row, value: orderedValue(row, order.field) }));
  const ascending = (one: string | null, other: string | null) =>
    one === other ? 0 : one === null ? 1 : other === null ? -1 : one < other ? -1 : 1;
  keyed.sort((one, other) => {
    const none = Number(one.value === null) - Number(other.value === null);
    if (none !== 0) return none;
    const compared = one.value === null ? 0 : compareValues(one.value, other.value!);
    return (order.direction === 'ASC' ? compared : -compared) || ascending(one.row.id, other.row.id);
  });
  return keyed.map(({ row }) => row);
}

import type { Column } from './scan.ts';
import { type Address, addressKey, readAddress } from './values/address.ts';
import { folded } from './values/case-folding.ts';
import { textKey } from './values/text-key.ts';

/*
 * Columns of a field. What CFW sent in a wrong type stands in its field as an Error (`src/cfw/decoding/fields.ts`) and counts as
 * no value: the row is found by its other fields.
 */

/** A text field as it stands. */
export function text<Row>(field: keyof Row): Column<Row, string | null> {
  return (row) => {
    const value: unknown = row[field];
    return typeof value === 'string' ? value : null;
  };
}

/** A text field, to search in. */
export function searchable<Row>(field: keyof Row): Column<Row, string | null> {
  return mapped(text(field), folded);
}

/** A text field, to order by. */
export function textOrder<Row>(field: keyof Row): Column<Row, string | null> {
  return mapped(text(field), textKey);
}

/** What the address in a text field stands for; null for none, and for one that cannot be read. */
export function address<Row>(field: keyof Row): Column<Row, Address | null> {
  return mapped(text(field), readAddress);
}

/** An address field, to order by. */
export function addressOrder<Row>(field: keyof Row): Column<Row, string | null> {
  return mapped(text(field), (value) => addressKey(readAddress(value), value));
}

/** A date field, to order by: milliseconds since 1970. */
export function momentOrder<Row>(field: keyof Row): Column<Row, number | null> {
  return mapped(text(field), Date.parse);
}

/** A number field. */
export function number<Row>(field: keyof Row): Column<Row, number | null> {
  return (row) => {
    const value: unknown = row[field];
    return typeof value === 'number' ? value : null;
  };
}

/** A text field by a number that it stands for, such as an enum's code or the bytes of `500kb`. */
export function ranked<Row>(field: keyof Row, rank: (value: string) => number | null): Column<Row, number | null> {
  return mapped(text(field), rank);
}

function mapped<Row, Value>(
  column: Column<Row, string | null>,
  read: (text: string) => Value | null,
): Column<Row, Value | null> {
  return (row) => {
    const value = column(row);
    return value === null ? null : read(value);
  };
}

import { PagingError } from '../paging/paging-error.ts';
import { address, searchable, text } from './columns.ts';
import type { Condition } from './scan.ts';
import { coversAddress, readAddress } from './values/address.ts';
import { folded } from './values/case-folding.ts';
import { holdsPort } from './values/ports.ts';

/**
 * What a resource says of one of its filters: how a value that is asked for becomes a condition.
 *
 * @throws PagingError, with `argument` as its argument, for a value that means nothing
 */
export type Filter<Row, Value> = (value: Value, argument: string) => Condition<Row>;

/** From included, until excluded, in RFC 3339. What is null is open. */
export interface DateRange {
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/** The text is a part of one of the fields, without regard to case. An empty one is a part of all, of none at all, too. */
export function search<Row>(...fields: readonly (keyof Row)[]): Filter<Row, string> {
  const columns = fields.map((field) => searchable<Row>(field));
  return (asked) => {
    const part = folded(asked);
    return (scan) => {
      const searched = columns.map((column) => scan.values(column));
      return (offset) => searched.some((textAt) => (textAt(offset) ?? '').includes(part));
    };
  };
}

/** The field is one of the values; none of them matches nothing. */
export function oneOf<Row>(field: keyof Row): Filter<Row, readonly string[]> {
  const column = text<Row>(field);
  return (asked) => {
    const wanted: ReadonlySet<string | null> = new Set(asked);
    return (scan) => {
      const valueAt = scan.values(column);
      return (offset) => wanted.has(valueAt(offset));
    };
  };
}

/** The field is true, or is false. */
export function flag<Row>(field: keyof Row): Filter<Row, boolean> {
  return (asked) =>
    ({ rows }) =>
    (offset) =>
      rows[offset]![field] === asked;
}

/** Traffic with the address would meet the address of one of the fields. */
export function matchingAddress<Row>(...fields: readonly (keyof Row)[]): Filter<Row, string> {
  const columns = fields.map((field) => address<Row>(field));
  return (asked, argument) => {
    const wanted = readAddress(asked);
    if (wanted === null) {
      throw new PagingError(
        argument,
        `\`${argument}\` must be an IP address without leading zeros, a CIDR block such as \`10.0.0.0/8\`, or a domain name.`,
      );
    }
    return (scan) => {
      const owned = columns.map((column) => scan.values(column));
      return (offset) =>
        owned.some((addressAt) => {
          const own = addressAt(offset);
          return own !== null && coversAddress(own, wanted);
        });
    };
  };
}

/** The field's port, range or comma list holds the port, or the field names none. One that cannot be read holds none. */
export function matchingPort<Row>(field: keyof Row): Filter<Row, number> {
  return (asked, argument) => {
    if (asked < 0 || asked > 65_535) {
      throw new PagingError(argument, `\`${argument}\` must be a port from 0 to 65535; it is ${asked}.`);
    }
    return ({ rows }) =>
      (offset) => {
        // What came in a wrong type names a port, but nobody knows which.
        const ports: unknown = rows[offset]![field];
        return ports === null || (typeof ports === 'string' && holdsPort(ports, asked));
      };
  };
}

/**
 * The field's date lies within the range. All dates have 24 characters (`src/cfw/decoding/dates.ts`), so that their texts
 * compare as they do; to read numbers off them would cost more than all else of a filter.
 */
export function dateRange<Row>(field: keyof Row): Filter<Row, DateRange> {
  const column = text<Row>(field);
  return ({ from, until }) => {
    const start = bound(from ?? '');
    const end = bound(until ?? LATEST);
    return (scan) => {
      const valueAt = scan.values(column);
      return (offset) => {
        const at = valueAt(offset);
        return at !== null && start <= at && at < end;
      };
    };
  };
}

/** Behind every date. */
const LATEST = '~';

/** A date as a text among those of rows. ISO 8601 writes years above 9999 with a sign, which no row has. */
function bound(moment: string): string {
  return moment.startsWith('+') ? LATEST : moment;
}

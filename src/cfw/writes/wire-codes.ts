import type { CodeNames } from '../decoding/fields.ts';
import { integerOf } from '../decoding/integer.ts';
import { ADDRESS_TYPES, PROTOCOLS } from '../resources/codes.ts';
import { DIRECTIONS } from '../resources/list-entry.ts';

/** `list_type` (seed "Querying a Blacklist or Whitelist", Table 2). */
export const LIST_TYPE_CODES = { BLACKLIST: 4, WHITELIST: 5 } as const;

/** The wire codes of what a caller may write, by their names. */
export const ADDRESS_TYPE_CODES = codesOf(ADDRESS_TYPES);
export const PROTOCOL_CODES = codesOf(PROTOCOLS);
export const DIRECTION_CODES = codesOf(DIRECTIONS);

function codesOf<Name extends string>(names: CodeNames<Name>): ReadonlyMap<string, number> {
  return new Map([...names].map(([code, name]) => [name, code]));
}

/** The name of a direction as an answer repeats what was sent; null when it is none. */
export function directionOf(code: unknown): string | null {
  return nameOf(DIRECTIONS, code);
}

/** The name of a protocol, likewise. */
export function protocolOf(code: unknown): string | null {
  return nameOf(PROTOCOLS, code);
}

function nameOf<Name extends string>(names: CodeNames<Name>, code: unknown): Name | null {
  const number = integerOf(code);
  return number === null ? null : (names.get(number) ?? null);
}

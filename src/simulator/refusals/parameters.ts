import { refuseCfw } from './errors.ts';

/** CFW's `int`; larger numbers do not parse there. */
const INT_MAX = 2_147_483_647;
const INTEGER = /^-?\d{1,10}$/;

// The documents have one code for a missing mandatory parameter and none for a value out of range, so both get it.
function refuseParameter(name: string, fault: string) {
  return refuseCfw('CFW.00200001', `parameter ${name} ${fault}`);
}

/** The text of a mandatory parameter. An empty one counts as missing. */
export function requiredText(text: string | null, name: string): string {
  if (!text) throw refuseParameter(name, 'is empty');
  return text;
}

/** A whole number between `least` and `most`, from a query text or a JSON body. */
export function integerBetween(value: unknown, name: string, least: number, most = INT_MAX): number {
  if (value === undefined || value === null || value === '') throw refuseParameter(name, 'is empty');
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw refuseParameter(name, 'is not an integer');
  if (number < least || number > most) throw refuseParameter(name, `is not between ${least} and ${most}`);
  return number;
}

/** One of the documented values of a parameter. */
export function integerAmong(value: unknown, name: string, values: readonly number[]): number {
  const number = integerBetween(value, name, -INT_MAX);
  if (!values.includes(number)) throw refuseParameter(name, `is not one of ${values.join(', ')}`);
  return number;
}

/** Which rows a call asks for. */
export interface Window {
  /** 1 to 1024. */
  readonly limit: number;
  /** Rows to skip. */
  readonly offset: number;
}

/** The window of a list call: both parts are mandatory (capture-task, table 2; black-white-lists, table 2). */
export function windowOf(limit: unknown, offset: unknown): Window {
  return { limit: integerBetween(limit, 'limit', 1, 1024), offset: integerBetween(offset, 'offset', 0) };
}

/** The JSON object in a body. */
export function bodyObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Refused below, like every other body that is no object.
  }
  throw refuseCfw('CFW.00200001', 'request body is empty');
}

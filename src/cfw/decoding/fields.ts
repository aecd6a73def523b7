import type { DateReader } from './dates.ts';
import { CfwError, type UpstreamFacts } from './errors.ts';
import { integerOf } from './integer.ts';
import { formOf, type OddValueListener, Tally } from './odd-values.ts';

/** A parsed JSON object of the wire. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A name for each known code of a field. */
export type CodeNames<Name extends string> = ReadonlyMap<number, Name>;

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/** True for a JSON object: no null, no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of one page's rows. Absent, null, `""` and `--` are null (design.md, "Schema"). A value of the wrong
 * JSON type becomes a CfwError in the value's place, one per field and page, so that the row survives.
 */
export class FieldReader {
  readonly #facts: UpstreamFacts;
  readonly #dates: DateReader;
  readonly #errors = new Map<string, CfwError>();
  readonly #unknownCodes = new Tally<number>();
  readonly #unreadableDates = new Tally<string>();

  constructor(facts: UpstreamFacts, dates: DateReader) {
    this.#facts = facts;
    this.#dates = dates;
  }

  text(value: unknown, field: string): string | null {
    if (typeof value === 'string') return value === '' || value === '--' ? null : value;
    return isAbsent(value) ? null : this.#wrong(field, 'a string');
  }

  /**
   * The id of a row, which has no place in a list without one: absent, it is an error in its place, too, which becomes
   * that of the field when the graph reads it.
   */
  id(value: unknown, field: string): string {
    const id = isAbsent(value) ? this.#fault(`CFW sent a row without its id, ${field}.`) : this.text(value, field);
    return id as string;
  }

  /** A whole number that fits 32 bits, as a number or in text. */
  integer(value: unknown, field: string): number | null {
    const integer = integerOf(value);
    if (integer !== null && integer >= INT32_MIN && integer <= INT32_MAX) return integer;
    return isAbsent(value) ? null : this.#wrong(field, 'a 32-bit integer');
  }

  /** A code, as a number or in text, by its name; `UNKNOWN` when it has none. */
  code<Name extends string>(value: unknown, field: string, names: CodeNames<Name>): Name | 'UNKNOWN' | null {
    const code = integerOf(value);
    if (code !== null) return names.get(code) ?? this.#unknownCode(field, code);
    return isAbsent(value) ? null : this.#wrong(field, 'an integer code');
  }

  /** A code as CFW sent it, also one without a name: what an order goes by. Null for what is no code. */
  codeNumber(value: unknown): number | null {
    return integerOf(value);
  }

  /** 0 or 1, as a number or in text. */
  flag(value: unknown, field: string): boolean | null {
    const flag = integerOf(value);
    if (flag === 0 || flag === 1) return flag === 1;
    return isAbsent(value) ? null : this.#wrong(field, '0 or 1');
  }

  boolean(value: unknown, field: string): boolean | null {
    if (typeof value === 'boolean') return value;
    return isAbsent(value) ? null : this.#wrong(field, 'true or false');
  }

  /**
   * A date, as RFC 3339 in UTC: in text, or seconds or milliseconds, as a number or in text, since editions differ in
   * the type of the same field (cfw-api 1.2). One that cannot be read is null, and told of; 0 stands for none.
   */
  date(value: unknown, field: string): string | null {
    if (value === 0 || value === '0' || isAbsent(value)) return null;
    if (typeof value !== 'string' && typeof value !== 'number') return this.#wrong(field, 'a date');
    const date = typeof value === 'string' ? this.#dates.fromText(value) : this.#dates.fromNumber(value);
    if (date === null) this.#unreadableDates.add(field, formOf(value));
    return date;
  }

  /** A nested object, whose fields are read in turn; each of them is wrong when it is none. */
  object(value: unknown): JsonObject {
    if (isJsonObject(value)) return value;
    return isAbsent(value) ? NO_FIELDS : NO_ROW;
  }

  list(value: unknown, field: string): readonly unknown[] | null {
    if (Array.isArray(value)) return value;
    return isAbsent(value) ? null : this.#wrong(field, 'an array');
  }

  /** Tells of what was met that nobody foresaw, once for each field and value. */
  tellOddValues(listener: OddValueListener): void {
    this.#unknownCodes.tell((field, code, rows) => listener.unknownCode(field, code, rows));
    this.#unreadableDates.tell((field, form, rows) => listener.unreadableDate(field, form, rows));
  }

  #unknownCode(field: string, code: number): 'UNKNOWN' {
    this.#unknownCodes.add(field, code);
    return 'UNKNOWN';
  }

  #wrong(field: string, expected: string): null {
    return this.#fault(`CFW sent ${field} in a type that its documents do not know: expected ${expected}.`);
  }

  // The one cast of the decoder: an Error found in a property becomes null with an error at its path in the graph, so
  // that properties are typed as what a reader of the graph gets.
  #fault(what: string): null {
    const error =
      this.#errors.get(what) ??
      new CfwError('UPSTREAM_INVALID_RESPONSE', `${what} Report it to the operator of this gateway.`, this.#facts);
    this.#errors.set(what, error);
    return error as unknown as null;
  }
}

const NO_FIELDS: JsonObject = Object.freeze({});

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === '--';
}

const NO_VALUE = Symbol('no value');

/** Stands for an element of `records` that is no object: each of its fields has the wrong type. */
export const NO_ROW: JsonObject = new Proxy({}, { get: () => NO_VALUE });

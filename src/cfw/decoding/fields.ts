import type { DateReader } from './dates.ts';
import { CfwError, type UpstreamFacts } from './errors.ts';

/** A parsed JSON object of the wire. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A name for each known code of a field. */
export type CodeNames<Name extends string> = ReadonlyMap<number, Name>;

/** Told of codes that no document names: the field's name on the wire, the code, and in how many rows of a page. */
export type UnknownCodeListener = (field: string, code: number, rows: number) => void;

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
  readonly #unknown = new Map<string, { field: string; code: number; rows: number }>();

  constructor(facts: UpstreamFacts, dates: DateReader) {
    this.#facts = facts;
    this.#dates = dates;
  }

  text(value: unknown, field: string): string | null {
    if (typeof value === 'string') return value === '' || value === '--' ? null : value;
    return isAbsent(value) ? null : this.#wrong(field, 'a string');
  }

  /** A whole number that fits 32 bits. */
  integer(value: unknown, field: string): number | null {
    if (typeof value === 'number' && Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX) return value;
    return isAbsent(value) ? null : this.#wrong(field, 'a 32-bit integer');
  }

  /** A code, by its name; `UNKNOWN` when it has none. */
  code<Name extends string>(value: unknown, field: string, names: CodeNames<Name>): Name | 'UNKNOWN' | null {
    if (typeof value === 'number' && Number.isInteger(value)) {
      return names.get(value) ?? this.#unknownCode(field, value);
    }
    return isAbsent(value) ? null : this.#wrong(field, 'an integer code');
  }

  /** A code as CFW sent it, also one without a name: what an order goes by. Null for what is no code. */
  codeNumber(value: unknown): number | null {
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  }

  /** 0 or 1. */
  flag(value: unknown, field: string): boolean | null {
    if (value === 0 || value === 1) return value === 1;
    return isAbsent(value) ? null : this.#wrong(field, '0 or 1');
  }

  boolean(value: unknown, field: string): boolean | null {
    if (typeof value === 'boolean') return value;
    return isAbsent(value) ? null : this.#wrong(field, 'true or false');
  }

  /** A zone-less date in text, as RFC 3339 in UTC; null when it is no date. */
  date(value: unknown, field: string): string | null {
    if (typeof value === 'string') return this.#dates.fromText(value);
    return isAbsent(value) ? null : this.#wrong(field, 'a date in text');
  }

  /** A date whose type has changed between editions: text, or seconds or milliseconds (cfw-api 1.2). */
  anyDate(value: unknown, field: string): string | null {
    if (typeof value === 'number') return this.#dates.fromNumber(value);
    if (typeof value === 'string' && /^[0-9]{1,16}$/.test(value)) return this.#dates.fromNumber(Number(value));
    return this.date(value, field);
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

  /** Tells of the unknown codes that were met, once for each. */
  tellUnknownCodes(listener: UnknownCodeListener): void {
    for (const { field, code, rows } of this.#unknown.values()) listener(field, code, rows);
  }

  #unknownCode(field: string, code: number): 'UNKNOWN' {
    const key = `${field} ${code}`;
    const met = this.#unknown.get(key);
    if (met === undefined) this.#unknown.set(key, { field, code, rows: 1 });
    else met.rows += 1;
    return 'UNKNOWN';
  }

  // The one cast of the decoder: an Error found in a property becomes null with an error at its path in the graph, so
  // that properties are typed as what a reader of the graph gets.
  #wrong(field: string, expected: string): null {
    let error = this.#errors.get(field);
    if (error === undefined) {
      error = new CfwError(
        'UPSTREAM_INVALID_RESPONSE',
        `CFW sent ${field} in a type that its documents do not know: expected ${expected}. Report it to the operator of this gateway.`,
        this.#facts,
      );
      this.#errors.set(field, error);
    }
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

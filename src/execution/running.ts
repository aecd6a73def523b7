import type { GraphQLError, ResponsePath } from 'graphql';
import type { Variables } from './field-groups.ts';

/** One execution of an operation. */
export interface Execution {
  readonly root: unknown;
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: FieldErrors;
}

/** Gives the part of the answer that stands for an object, or a promise of it. Throws an error that no null can hold. */
export type ReadObject = (source: unknown, path: ResponsePath | undefined, execution: Execution) => unknown;

/** Gives the answer of one field of an object, or a promise of it. */
export type ReadField = ReadObject;

/** Gives the answer of a field without a resolver, from what the property of its name holds. */
export type CompleteProperty = (
  value: unknown,
  source: unknown,
  path: ResponsePath | undefined,
  execution: Execution,
) => unknown;

/** Stands for the value of a property that cannot be read. */
export class Thrown {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** Turns what a resolver gave into what the answer holds, or a promise of it. Throws errors as they are. */
export type Complete = (value: unknown, path: ResponsePath, execution: Execution) => unknown;

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** The errors of fields, in the order in which they happened. */
export class FieldErrors {
  readonly all: GraphQLError[] = [];
  /** Where the answer has a null because of an error. */
  readonly #nulls = new Set<ResponsePath | undefined>();

  /** Notes an error and where it left a null. What fails below a null that is there already is not told. */
  add(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.#nulls.has(at)) return;
    if (this.#nulls.has(undefined)) return;
    this.#nulls.add(path);
    this.all.push(error);
  }
}

/** The fields of an object that are still promises. */
export class Pending {
  readonly #keys: string[] = [];
  readonly #promises: PromiseLike<unknown>[] = [];

  /** Notes a field when its value is a promise. */
  static note(pending: Pending | null, key: string, value: unknown): Pending | null {
    if (!isPromise(value)) return pending;
    const noted = pending ?? new Pending();
    noted.#keys.push(key);
    noted.#promises.push(value);
    return noted;
  }

  /** The object when all its fields are there. */
  async fill(object: Record<string, unknown>): Promise<object> {
    const values = await Promise.all(this.#promises);
    for (let index = 0; index < values.length; index++) object[this.#keys[index]!] = values[index];
    return object;
  }

  /** Fails with an error, but not before the promises have ended, so that none fails unheard. */
  abandon(error: unknown): Promise<never> {
    return this.fill({}).finally(() => {
      throw error;
    }) as Promise<never>;
  }
}

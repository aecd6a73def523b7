import { setImmediate as immediate } from 'node:timers/promises';
import { CfwError } from '../cfw/decoding/errors.ts';

/**
 * The CFW calls that one operation may still make (`MAX_UPSTREAM_CALLS`).
 *
 * Planned calls are claimed before they are made; attempts, retries included, are counted as they go on the wire.
 */
export class CallBudget {
  readonly #limit: number;
  #wanted = 0;
  #granted = 0;
  #attempts = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Claims planned calls.
   *
   * @param wholeList how many rows a list has, when they are to read all of it
   * @returns undefined when they may be made; else it rejects
   * @throws CfwError UPSTREAM_CALL_LIMIT with the number of calls that the operation wants
   */
  claim(calls: number, wholeList: number | null = null): Promise<never> | undefined {
    this.#wanted += calls;
    if (this.#granted + calls > this.#limit) return this.#refuse(wholeList);
    this.#granted += calls;
    return undefined;
  }

  async #refuse(wholeList: number | null): Promise<never> {
    // What else becomes ready in this turn is counted, too, so that the message tells how much was wanted.
    await immediate();
    throw this.#exceeded(
      wholeList === null
        ? undefined
        : `A filter or an order reads all of a list, which has ${wholeList} rows here. Ask for its pages, or narrow it by what CFW filters itself.`,
    );
  }

  /**
   * Counts one attempt.
   *
   * @param spare so many more must be left after it
   * @throws CfwError UPSTREAM_CALL_LIMIT when there have been as many as the operation may make
   */
  attempt(spare = 0): void {
    if (this.#attempts + spare >= this.#limit) throw this.#exceeded();
    this.#attempts++;
  }

  #exceeded(advice = 'Ask for fewer lists or rows, or split the operation.'): CfwError {
    return new CfwError(
      'UPSTREAM_CALL_LIMIT',
      `This operation wants ${Math.max(this.#wanted, this.#limit + 1)} CFW calls; at most ${this.#limit} are allowed. ${advice}`,
    );
  }
}

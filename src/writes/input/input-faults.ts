import { KnownError } from '../../runtime/known-error.ts';

/** The way to a part of an input, from the argument on, such as `["input", "entries", 3, "port"]`. */
export type InputPath = readonly (string | number)[];

/** One thing that is wrong with an input. */
export interface InputFault {
  readonly path: InputPath;
  readonly message: string;
}

/** All that is wrong with the input of a write. Nothing has been sent. */
export class InputFaults extends KnownError {
  override readonly name = 'InputFaults';
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[]) {
    super('the input is refused');
    this.faults = faults;
  }
}

/** Gathers what is wrong with an input, so that its sender is told of everything at once. */
export class InputReview {
  readonly #faults: InputFault[] = [];

  /** Notes a fault. The value itself is left out of messages: it may be huge, or a secret in the wrong place. */
  fault(path: InputPath, message: string): void {
    this.#faults.push({ path: ['input', ...path], message });
  }

  /** @throws InputFaults when there is any */
  close(): void {
    if (this.#faults.length > 0) throw new InputFaults(this.#faults);
  }
}

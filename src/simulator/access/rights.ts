import { refuseProject } from '../refusals/errors.ts';

/** The rights below the project: who has none for an action is refused, whatever the credential. */
export class Rights {
  #denied: ReadonlySet<string>;

  constructor(denied: readonly string[]) {
    this.#denied = new Set(denied);
  }

  /** Denies just these actions, such as `cfw:captureTask:create`, from now on. */
  deny(actions: readonly string[]): void {
    this.#denied = new Set(actions);
  }

  /** Throws a 403 when the action is denied. */
  check(action: string | undefined): void {
    if (action !== undefined && this.#denied.has(action)) throw refuseProject();
  }
}

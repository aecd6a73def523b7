/** Tells when nobody waits any more. A part of what an AbortSignal is, so that one will do, too. */
export interface LeavingSignal {
  /** True from then on. */
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Somebody who may leave before the answer is there, and the signal of it. Node's AbortController does as much and costs
 * 2 to 3 % of a small request, for two of them and five listeners: each is an event target with weak references.
 */
export class Leaving implements LeavingSignal {
  aborted = false;
  readonly #listeners = new Set<() => void>();

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Tells all who listen, once. */
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

/** Waits so many milliseconds, or until nobody waits any more, which is then to be seen from the signal. */
export function waitFor(ms: number, signal: LeavingSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** Tells when nobody waits any more: as much of an AbortSignal as is needed here. */
export interface Patience {
  /** True from then on. */
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Waits so many milliseconds, or until nobody waits any more, which is then to be seen from `patience`. */
export function waitFor(ms: number, patience: Patience): Promise<void> {
  return new Promise((resolve) => {
    if (patience.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      patience.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    patience.addEventListener('abort', end);
  });
}

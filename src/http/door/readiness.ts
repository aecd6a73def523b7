/** Whether the gateway may take traffic, and when it last had some. */
export class Readiness {
  #state: 'starting' | 'ready' | 'draining' = 'starting';
  /** When the last request for the graph came, on the clock of `performance.now()`. */
  lastRequestAt = 0;

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  get isDraining(): boolean {
    return this.#state === 'draining';
  }

  /** What `GET /ready` says. */
  get word(): string {
    return this.#state;
  }

  bound(): void {
    this.#state = 'ready';
  }

  drain(): void {
    this.#state = 'draining';
  }
}

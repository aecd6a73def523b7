/** One error of an answer of the gateway. */
export interface Fault {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    /** Where in the input of a mutation, such as `["input", "entries", 3, "port"]`. */
    readonly input?: readonly (string | number)[];
  };
}

/** An operation that came to nothing. `code` is one of README's table, or `UNREACHABLE` where there was no answer. */
export class GatewayError extends Error {
  readonly code: string;
  readonly faults: readonly Fault[];
  /** What operators look for in their logs. */
  readonly requestId: string | null;

  constructor(faults: readonly Fault[], requestId: string | null = null) {
    const [first] = faults;
    super(first?.message ?? 'The gateway gave an answer that cannot be read.');
    this.code = first?.extensions?.code ?? 'UNREACHABLE';
    this.faults = faults;
    this.requestId = requestId;
  }

  /** What to make of anything that was thrown. */
  static of(thrown: unknown): GatewayError {
    if (thrown instanceof GatewayError) return thrown;
    return new GatewayError([{ message: thrown instanceof Error ? thrown.message : String(thrown) }]);
  }
}

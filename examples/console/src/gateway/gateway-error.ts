/** One error of an answer; `input` is where in the input of a mutation, such as `["input", "entries", 3, "port"]`. */
export interface Fault {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly input?: readonly (string | number)[] };
}

/** Titles for people, and whether trying again may help: by itself after so many seconds, or when they want it. */
const MEANING: Readonly<Record<string, readonly [title: string, again: number | boolean]>> = {
  RATE_LIMITED: ['Cloud Firewall is limiting how often it may be asked', 10],
  OVERLOADED: ['The gateway is busy', 5],
  UPSTREAM_UNAVAILABLE: ['Cloud Firewall cannot be reached', 15],
  UPSTREAM_TIMEOUT: ['Cloud Firewall took too long to answer', true],
  UPSTREAM_INVALID_RESPONSE: ['Cloud Firewall gave an answer that cannot be read', true],
  UPSTREAM_CALL_LIMIT: ['That is more than one question may cost', false],
  UNREACHABLE: ['The gateway cannot be reached', 5],
  UNAUTHENTICATED: ['Please sign in', false],
  FORBIDDEN: ['You may not do this', false],
  NOT_FOUND: ['It does not exist', false],
  BAD_USER_INPUT: ['That cannot be asked', false],
  QUOTA_EXCEEDED: ['The quota is used up', false],
  CONFLICT: ['Not in its present state', true],
  FAILED_PRECONDITION: ['Not in its present state', true],
};

/** An operation that came to nothing. `code` is the gateway's, or `UNREACHABLE`; operators look for `requestId`. */
export class GatewayError extends Error {
  readonly code: string;
  readonly title: string;
  readonly again: number | boolean;

  constructor(
    readonly faults: readonly Fault[] = [],
    readonly requestId: string | null = null,
  ) {
    super(faults[0]?.message ?? 'The gateway gave an answer that cannot be read.');
    this.code = faults[0]?.extensions?.code ?? 'UNREACHABLE';
    [this.title, this.again] = MEANING[this.code] ?? ['Something went wrong', true];
  }

  /** What to make of anything that was thrown. */
  static of(thrown: unknown): GatewayError {
    return thrown instanceof GatewayError ? thrown : new GatewayError([{ message: String(thrown) }]);
  }
}

import type { IncomingMessage } from 'node:http';

const EXPOSED = 'x-request-id, retry-after, traceresponse';
const PREFLIGHT_SECONDS = '600';

export type Headers = Readonly<Record<string, string>>;

/** Lets pages of other origins read answers, when they are on the list (Fetch standard, "CORS protocol"). */
export class Cors {
  readonly #origins: ReadonlySet<string>;

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** The headers to put on the answer; undefined when CORS is off. Credentials such as cookies are never asked for. */
  headersFor({ headers }: IncomingMessage): Headers | undefined {
    if (this.#origins.size === 0) return undefined;
    const { origin } = headers;
    if (origin === undefined || !this.#origins.has(origin)) return { vary: 'Origin' };
    return { vary: 'Origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED };
  }

  /** The headers that answer a preflight; undefined for what is none, or comes from an origin that is not on the list. */
  preflight({ method, headers }: IncomingMessage): Headers | undefined {
    const { origin } = headers;
    if (method !== 'OPTIONS' || origin === undefined || !this.#origins.has(origin)) return undefined;
    if (headers['access-control-request-method'] === undefined) return undefined;
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? 'content-type',
      'access-control-max-age': PREFLIGHT_SECONDS,
    };
  }
}

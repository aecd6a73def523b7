import type { IncomingMessage } from 'node:http';

/** One request as the control door shows it. Times are milliseconds since 1970 by the machine's clock. */
export interface LoggedRequest {
  readonly id: number;
  readonly requestId: string;
  readonly method: string;
  /** As it came over the wire, with its query. */
  readonly url: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly operation: string | null;
  readonly projectId: string | null;
  /** Null until the answer begins, and for ever when there is none. */
  readonly status: number | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** The client went away before the answer was complete. */
  readonly aborted: boolean;
  /** Of writes alone: whether CFW did it, is going to, or did not. */
  readonly effect?: 'done' | 'later' | 'none';
}

/** A request while it is answered; the log reads it whenever somebody asks. */
export interface LogEntry {
  readonly id: number;
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly operation: string | null;
  readonly projectId: string | null;
  readonly startedAt: number;
  body: string;
  status: number | null;
  finishedAt: number | null;
  aborted: boolean;
  /** Absent for what is no write. */
  effect?: 'done' | 'later' | 'none';
  /** The simulator itself broke the connection off. */
  cut: boolean;
}

/** How many different header blocks are remembered, so that equal ones are kept once. */
const HEADER_BLOCKS = 512;

/** The last requests, oldest first. Written on every request, so it keeps raw parts and leaves the work to the reader. */
export class RequestLog {
  readonly #capacity: number;
  readonly #blocks = new Map<string, readonly string[]>();
  #entries: LogEntry[] = [];
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  open(request: IncomingMessage, requestId: string, operation: string | null, projectId: string | null): LogEntry {
    const entry: LogEntry = {
      id: this.#next++,
      requestId,
      method: request.method ?? '',
      url: request.url ?? '',
      rawHeaders: this.#shared(request.rawHeaders),
      operation,
      projectId,
      startedAt: Date.now(),
      body: '',
      status: null,
      finishedAt: null,
      aborted: false,
      cut: false,
    };
    this.#entries.push(entry);
    // Cut in one go now and then: shifting one by one would cost every request.
    if (this.#entries.length >= this.#capacity * 2) this.#entries = this.#entries.slice(-this.#capacity);
    return entry;
  }

  /** Reads and empties the log in one step, so that no request falls between the two. */
  take(): LoggedRequest[] {
    const taken = this.read();
    this.#entries = [];
    return taken;
  }

  read(): LoggedRequest[] {
    return this.#entries.slice(-this.#capacity).map(readable);
  }

  #shared(rawHeaders: readonly string[]): readonly string[] {
    const key = rawHeaders.join('\n');
    const known = this.#blocks.get(key);
    if (known) return known;
    if (this.#blocks.size >= HEADER_BLOCKS) this.#blocks.clear();
    this.#blocks.set(key, rawHeaders);
    return rawHeaders;
  }
}

function readable({ rawHeaders, body, cut: _, ...entry }: LogEntry): LoggedRequest {
  const [path = '', ...query] = entry.url.split('?');
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return {
    ...entry,
    path,
    query: Object.fromEntries(new URLSearchParams(query.join('?'))),
    headers,
    ...(body === '' ? {} : { body }),
  };
}

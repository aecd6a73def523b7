import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answer } from '../answer/answer.ts';
import type { Deadline } from './deadline.ts';

/** What is known of one who asks for an operation, on whatever way the question came. */
export interface Asked {
  readonly req: Pick<IncomingMessage, 'method' | 'headers'>;
  /** The caller's `X-Request-Id`, or a new one. */
  readonly requestId: string;
  /** Until when the operation must be done. */
  readonly deadline: Pick<Deadline, 'at' | 'signal'>;
  /** What the caller's JWT says; undefined: callers need none. Set before the operation is read. */
  caller?: Caller;
}

/** What the front door hands to the graph with every request. Its id is on the answer already. */
export interface ServerContext extends Asked {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** The path of the URL. */
  readonly path: string;
  readonly deadline: Deadline;
  /** The headers that the answer has whatever it is. */
  readonly ownHeaders: OutgoingHttpHeaders;
  /** Sends the answer. */
  readonly send: (answer: Answer) => void;
}

/** Who asks, as the JWT at the front door tells. */
export interface Caller {
  /** The projects the caller may use; undefined: all. */
  readonly projects: ReadonlySet<string> | undefined;
  /** When the JWT expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Who it is, as the issuer names them (`sub`). */
  readonly subject: string | null;
  /** What the caller may do (`scope`, `scp`). */
  readonly scopes: ReadonlySet<string>;
}

/** One header of a request; null when it is absent. Headers that came several times are joined by commas. */
export function headerOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | null {
  const value = headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../answer/answer.ts';
import type { Deadline } from './deadline.ts';

/** What the front door hands to the graph with every request. */
export interface ServerContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** The path of the URL. */
  readonly path: string;
  /** The caller's `X-Request-Id`, or a new one. It is on the answer already. */
  readonly requestId: string;
  readonly deadline: Deadline;
  /** Sends the answer. */
  readonly send: (answer: Answer) => void;
  /** What the caller's JWT says; undefined: callers need none. Set before the operation is read. */
  caller?: Caller;
}

/** Who asks, as the JWT at the front door tells. */
export interface Caller {
  /** The projects the caller may use; undefined: all. */
  readonly projects: ReadonlySet<string> | undefined;
}

/** One header of a request; null when it is absent. Headers that came several times are joined by commas. */
export function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
}

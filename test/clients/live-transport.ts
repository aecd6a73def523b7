import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';

interface Request {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

interface Sink {
  next(result: never): void;
  error(error: unknown): void;
  complete(): void;
}

/** Follows a list until the returned function is called, whatever becomes of the connection. */
export type LiveTransport = (request: Request, sink: Sink) => () => void;

/** Both clients come back by themselves after a break; not all at once. */
const COMING_BACK = { retryAttempts: Number.POSITIVE_INFINITY };
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 100 + 900 * Math.random()));

export function overServerSentEvents(url: string, token: string): LiveTransport {
  const client = createEventClient({ ...COMING_BACK, url, headers: { 'x-auth-token': token }, retry: pause });
  return goingOn((request, sink) => client.subscribe(request, sink));
}

export function overWebSocket(url: string, token: string): LiveTransport {
  const client = createSocketClient({
    ...COMING_BACK,
    url: url.replace(/^http/, 'ws'),
    connectionParams: { 'X-Auth-Token': token },
    retryWait: pause,
    shouldRetry: () => true,
  });
  return goingOn((request, sink) => client.subscribe(request, sink));
}

/** When the clients come back they send the same request: its `since` is the version of the last event by then. */
function goingOn(subscribe: LiveTransport): LiveTransport {
  return ({ query, variables }, sink) => {
    const request = { query, variables: { ...variables } };
    return subscribe(request, {
      next(result) {
        sink.next(result);
        const { data } = result as { data?: Record<string, { version: string }> | null };
        for (const { version } of Object.values(data ?? {})) request.variables.since = version;
      },
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    });
  };
}

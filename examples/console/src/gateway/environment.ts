import { createClient } from 'graphql-sse';
import type { FetchFunction, GraphQLResponse, GraphQLResponseWithData, SubscribeFunction } from 'relay-runtime';
import { commitLocalUpdate, Environment, Network, Observable, RecordSource, Store } from 'relay-runtime';
import { pay } from '../parts/footer.tsx';
import { GatewayError } from './gateway-error.ts';
import { shared } from './shared.ts';

/** The token is kept nowhere else: it ends with the page. A gateway in production may refuse to tell prices. */
export const session = { token: '', signIns: 0, explains: true };
/** Whether what changes is on its way here. */
export const stream = shared('connecting …');

/** From now on another may be asking: nothing that was read before is good. */
export function signIn(token: string): void {
  session.token = token;
  session.signIns += 1;
  commitLocalUpdate(environment, (store) => store.invalidateStore());
}

const headers = () => ({
  'graphql-client-name': 'console',
  ...(session.token && { 'x-auth-token': session.token }),
  ...(session.explains && { 'x-explain': 'true' }),
});

/** A document is named by the id that Relay's compiler has given it. */
const ask: FetchFunction = async (request, variables, cacheConfig) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ documentId: request.id, operationName: request.name, variables }),
  });
  const { data, errors, extensions }: Partial<GraphQLResponseWithData> = await response.json().catch(() => ({}));
  if (session.explains && errors?.some(({ message }) => message.startsWith('Explain '))) {
    session.explains = false;
    return ask(request, variables, cacheConfig) as Promise<GraphQLResponse>;
  }
  if (extensions?.explain) pay(extensions.explain.upstreamCalls, extensions.explain.savedCalls);
  // What came of an answer stands; one of which nothing came is a failure.
  if (data == null || (errors && Object.values(data).every((value) => value === null))) {
    throw new GatewayError(errors, response.headers.get('x-request-id'));
  }
  return { data, errors };
};

const streams = createClient({
  url: '/graphql',
  headers,
  retryAttempts: Number.POSITIVE_INFINITY,
  retry: () => {
    stream.set('the stream broke off, it comes back');
    return new Promise((resolve) => setTimeout(resolve, 2_000));
  },
  on: { connected: () => stream.set('') },
});

const follow: SubscribeFunction = (request, variables) =>
  Observable.create((sink) => {
    const asked = { documentId: request.id, operationName: request.name, variables: { ...variables } };
    return streams.subscribe<{ changes: { version: string } }>(asked as never, {
      ...sink,
      next: ({ data, errors }) => {
        if (!data) return sink.error(new GatewayError(errors));
        // After a break it goes on from here.
        asked.variables.since = data.changes.version;
        sink.next({ data });
      },
    });
  });

export const environment = new Environment({
  network: Network.create(ask, follow),
  // A result on screen is at most this old when a view is opened; older ones are asked for again.
  store: new Store(new RecordSource(), { queryCacheExpirationTime: 10_000 }),
  // A list that failed beside others that came: its fragment throws what the gateway said (`@throwOnFieldError`).
  relayFieldLogger: (event) => {
    if (event.kind === 'relay_field_payload.error' && event.shouldThrow) throw new GatewayError([event.error]);
  },
});

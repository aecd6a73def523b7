import { createClient } from 'graphql-sse';
import {
  commitLocalUpdate,
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
  type Variables,
} from 'relay-runtime';
import { pay } from '../parts/price.tsx';
import { type Fault, GatewayError } from './gateway-error.ts';
import { shared } from './shared.ts';

/** An answer of the gateway. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Fault[];
  readonly extensions?: { readonly explain?: { upstreamCalls: number; savedCalls: number } };
}

const ENDPOINT = '/graphql';
const BREAK_MS = 2_000;
/** A result on screen is at most this old when a view is opened; older ones are asked for again. */
const FRESH_MS = 10_000;

/** The token is kept nowhere else: it ends with the page. A gateway in production may refuse to tell prices. */
export const session = { token: '', signIns: 0, explains: true };
/** Whether what changes is on its way here. */
export const stream = shared<'connecting …' | '' | 'the stream broke off, it comes back'>('connecting …');

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

/** The document is named by the id that Relay's compiler has given it. */
const bodyOf = ({ name, id }: RequestParameters, variables: Variables) => ({
  documentId: id,
  operationName: name,
  variables,
});

const ask: FetchFunction = async (request, variables, cacheConfig) => {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(bodyOf(request, variables)),
  }).catch(() => {
    throw new GatewayError([{ message: 'The gateway does not answer.' }]);
  });
  const { data, errors, extensions }: Answer = await response.json().catch(() => ({}));
  if (session.explains && errors?.some(({ message }) => message.startsWith('Explain '))) {
    session.explains = false;
    return ask(request, variables, cacheConfig) as Promise<GraphQLResponse>;
  }
  if (extensions?.explain) pay(extensions.explain);
  // What came of an answer stands; one of which nothing came is a failure.
  if (data == null || (errors && Object.values(data).every((value) => value === null))) {
    throw new GatewayError(errors ?? [], response.headers.get('x-request-id'));
  }
  return { data, errors } as GraphQLResponse;
};

const streams = createClient({
  url: ENDPOINT,
  headers,
  retryAttempts: Number.POSITIVE_INFINITY,
  retry: () => {
    stream.set('the stream broke off, it comes back');
    return new Promise((resolve) => setTimeout(resolve, BREAK_MS));
  },
  on: { connected: () => stream.set('') },
});

const follow: SubscribeFunction = (request, variables) =>
  Observable.create((sink) => {
    const body = bodyOf(request, { ...variables });
    return streams.subscribe<{ changes: { version: string } }>(body as never, {
      next: (answer) => {
        if (!answer.data) return sink.error(new GatewayError((answer.errors ?? []) as readonly Fault[]));
        // After a break it goes on from here.
        body.variables.since = answer.data.changes.version;
        sink.next(answer as GraphQLResponse);
      },
      error: (error) => sink.error(error as Error),
      complete: () => sink.complete(),
    });
  });

export const environment = new Environment({
  network: Network.create(ask, follow),
  store: new Store(new RecordSource(), { queryCacheExpirationTime: FRESH_MS }),
  // A list that failed beside others that came: its fragment throws what the gateway said (`@throwOnFieldError`).
  relayFieldLogger: (event) => {
    if (event.kind === 'relay_field_payload.error' && event.shouldThrow) throw new GatewayError([event.error]);
  },
});

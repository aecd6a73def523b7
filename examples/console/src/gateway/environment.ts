import { createClient } from 'graphql-sse';
import {
  Environment,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
  type Variables,
} from 'relay-runtime';
import { type Fault, GatewayError } from './gateway-error.ts';
import { type Price, spent } from './prices.ts';

/** An answer of the gateway. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Fault[];
  readonly extensions?: { readonly explain?: Price };
}

const ENDPOINT = '/graphql';
const CLIENT = { 'graphql-client-name': 'console' };

/** Whether the gateway tells what operations cost. One in production refuses to, and says so before it does anything. */
let explains = true;
const isRefusedExplain = ({ errors }: Answer) => errors?.some(({ message }) => message.startsWith('Explain ')) === true;
const headers = () => ({ ...CLIENT, ...(explains && { 'x-explain': 'true' }) });

const asked = ({ name, id, text }: RequestParameters, variables: Variables) =>
  id ? { documentId: id, operationName: name, variables } : { query: text, operationName: name, variables };

async function ask(request: RequestParameters, variables: Variables): Promise<GraphQLResponse> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(asked(request, variables)),
  }).catch(() => {
    throw new GatewayError([{ message: 'The gateway does not answer.' }]);
  });
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (explains && isRefusedExplain(answer)) {
    explains = false;
    return ask(request, variables);
  }
  if (answer.extensions?.explain) spent(request.name, answer.extensions.explain);
  // What of an answer came stands; one of which nothing came is a failure.
  const values = Object.values(answer.data ?? {});
  if (answer.data == null || (answer.errors && values.every((value) => value === null))) {
    throw new GatewayError(answer.errors ?? [], response.headers.get('x-request-id'));
  }
  return answer as GraphQLResponse;
}

// It begins anew by itself in `useFollow`, which knows what was seen.
const streams = createClient({ url: ENDPOINT, headers, retryAttempts: 0 });

const follow: SubscribeFunction = (request, variables) =>
  Observable.create((sink) =>
    streams.subscribe(asked(request, variables) as never, {
      next: (answer) => sink.next(answer as GraphQLResponse),
      error: (error) => sink.error(error as Error),
      complete: () => sink.complete(),
    }),
  );

export const environment = new Environment({
  network: Network.create(ask, follow),
  store: new Store(new RecordSource()),
  // A list that failed beside others that came: its fragment throws what the gateway said (`@throwOnFieldError`).
  relayFieldLogger: (event) => {
    if (event.kind === 'relay_field_payload.error' && event.shouldThrow) throw new GatewayError([event.error]);
  },
});

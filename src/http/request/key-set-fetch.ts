import { readEndpoint } from '../../cfw/wire/endpoint.ts';
import { createTransport } from '../../cfw/wire/transport.ts';
import { TransportError, type TransportFault } from '../../cfw/wire/transport-error.ts';

/** As much of `fetch` as getting a key set takes. */
export type KeySetFetch = (
  url: string,
  options: { readonly headers: Headers; readonly signal: AbortSignal },
) => Promise<Response>;

/** The caller's own limit ends a fetch sooner. */
const TIMEOUT_MS = 10_000;

const WORDS: Readonly<Partial<Record<TransportFault, string>>> = {
  PROXY_UNREACHED: 'the proxy on the way could not be reached',
  PROXY_REFUSED: 'the proxy on the way made no connection to it',
  PROXY_AUTHENTICATION: 'the proxy on the way did not accept its user and password',
  PROXY_TIMEOUT: 'no connection could be made in time through the proxy on the way',
};

/** Gets key sets the way that calls to CFW go: Node's own `fetch` knows no proxies in the releases that are supported. */
export function keySetFetch(uri: string, proxy: URL | undefined): KeySetFetch {
  const { origin, pathname } = new URL(uri);
  const transport = createTransport(readEndpoint(origin), { connections: 'fresh', proxy });
  const request = { method: 'GET', path: pathname, query: '', body: undefined } as const;
  return async (_, { headers, signal }) => {
    const { status, body } = await transport
      .send(request, Object.fromEntries(headers), TIMEOUT_MS, signal)
      .catch((error: unknown) => {
        const words = error instanceof TransportError ? WORDS[error.fault] : undefined;
        throw words === undefined ? error : new Error(words);
      });
    return new Response([204, 205, 304].includes(status) ? null : body.text, { status });
  };
}

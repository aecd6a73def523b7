import type { RequestOptions } from 'node:http';
import type { Agent, AgentOptions } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Endpoint } from './endpoint.ts';
import type { RequestHeaders } from './request.ts';
import { DirectHttpAgent, DirectHttpsAgent } from './sockets/direct-agents.ts';
import { TunnelAgent } from './sockets/tunnel-agent.ts';

/** The way to an upstream: straight, handed on by a proxy that reads it (http), or through one that does not (https). */
export interface Route {
  readonly kind: 'straight' | 'handed on' | 'tunnelled';
  /** Makes and keeps the connections. */
  readonly agent: DirectHttpAgent | Agent;
  /** What a request to a URL of the upstream is sent with: where to, the path of its first line, its headers. */
  target(url: URL, headers: RequestHeaders): RequestOptions;
}

/** @param proxy the proxy on the way, with its user and password; undefined: none */
export function routeTo(endpoint: Endpoint, pool: AgentOptions, proxy: URL | undefined): Route {
  const secure = endpoint.origin.startsWith('https:');
  if (proxy !== undefined && !secure) return handedOn(endpoint, pool, proxy);
  const { protocol, hostname, port } = urlToHttpOptions(new URL(endpoint.origin));
  // Where there is no certificate, node would work out for each request which name must stand in it, all the same.
  const servername = secure ? undefined : '';
  const straight = secure ? new DirectHttpsAgent(pool) : new DirectHttpAgent(pool);
  return {
    kind: proxy === undefined ? 'straight' : 'tunnelled',
    agent: proxy === undefined ? straight : new TunnelAgent(proxy, pool),
    target: ({ pathname, search }, headers) =>
      ({ protocol, hostname, port, path: `${pathname}${search}`, headers, servername }) as RequestOptions,
  };
}

/** A proxy is asked for the whole URL, on a connection of its own (RFC 9112, 3.2.2). */
function handedOn({ host }: Endpoint, pool: AgentOptions, proxy: URL): Route {
  const { protocol, hostname, port } = urlToHttpOptions(proxy);
  const own = proxyAuthorization(proxy);
  return {
    kind: 'handed on',
    agent: protocol === 'https:' ? new DirectHttpsAgent(pool) : new DirectHttpAgent(pool),
    // The name in a certificate is the proxy's, whatever the Host header says.
    target: ({ href }, headers) =>
      ({
        protocol,
        hostname,
        servername: hostname,
        port,
        path: href,
        headers: { host, ...headers, ...own },
      }) as RequestOptions,
  };
}

function proxyAuthorization({ username, password }: URL): RequestHeaders {
  if (username + password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

import { setMaxListeners } from 'node:events';
import type { ClientRequestArgs } from 'node:http';
import type { AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'hpagent';
import { noTunnel } from './proxy-faults.ts';
import { CONNECT_LIMIT_MS } from './racing-connection.ts';
import { untilSecured } from './until-secured.ts';

type Created = (error: Error | null, stream: Duplex) => void;

/**
 * Connections with TLS through a proxy that makes a tunnel (CONNECT, RFC 9110, 9.3.6): it sees the host and port, and
 * nothing of what is said. They are kept, and handed out when they are ready to be written to. Whoever closes the agent
 * ends what it has begun.
 */
export class TunnelAgent extends HttpsProxyAgent {
  readonly #closing: AbortController;
  readonly #begun = new Set<() => void>();

  constructor(proxy: URL, pool: AgentOptions) {
    const closing = new AbortController();
    setMaxListeners(0, closing.signal);
    const { protocol, hostname, port, username, password } = proxy;
    // Where a socket goes, an IPv6 address has no brackets.
    const place = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, username, password };
    const passedOn: object = { signal: closing.signal };
    super({ ...pool, proxy: place as URL, proxyRequestOptions: passedOn });
    this.#closing = closing;
  }

  override createConnection(options: ClientRequestArgs, created?: Created): null {
    super.createConnection({ ...options, timeout: CONNECT_LIMIT_MS } as ClientRequestArgs, (error, socket) => {
      if (error !== null) return created?.(noTunnel(error), socket);
      const stop = untilSecured(socket, (fault) => {
        this.#begun.delete(stop);
        created?.(fault, socket);
      });
      this.#begun.add(stop);
    });
    return null;
  }

  override destroy(): void {
    this.#closing.abort();
    for (const stop of this.#begun) stop();
    super.destroy();
  }
}

import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { raceToConnect } from './racing-connection.ts';
import { untilSecured } from './until-secured.ts';

type Created = (error: Error | null, stream: Duplex) => void;

/*
 * Agents that keep connections, make new ones by a race of the host's addresses, and hand them out when they are ready to
 * be written to. Whoever closes an agent ends what it has begun.
 */

/** Connections without TLS. */
export class DirectHttpAgent extends HttpAgent {
  readonly #begun = new Set<() => void>();

  override createConnection({ host, port }: ClientRequestArgs, created?: Created): null {
    const stop = raceToConnect(host ?? 'localhost', Number(port), (error, socket) => {
      this.#begun.delete(stop);
      created?.(error, socket!);
    });
    this.#begun.add(stop);
    return null;
  }

  override destroy(): void {
    for (const stop of this.#begun) stop();
    super.destroy();
  }
}

/** Connections with TLS. */
export class DirectHttpsAgent extends HttpsAgent {
  readonly #begun = new Set<() => void>();

  override createConnection(options: ClientRequestArgs, created?: Created): null {
    const stopRace = raceToConnect(options.host ?? 'localhost', Number(options.port), (error, socket) => {
      this.#begun.delete(stopRace);
      if (error !== null) return created?.(error, socket!);
      const secured = super.createConnection({ ...options, socket } as ClientRequestArgs)!;
      const stop = untilSecured(secured, (fault) => {
        this.#begun.delete(stop);
        created?.(fault, secured);
      });
      this.#begun.add(stop);
    });
    this.#begun.add(stopRace);
    return null;
  }

  override destroy(): void {
    for (const stop of this.#begun) stop();
    super.destroy();
  }
}

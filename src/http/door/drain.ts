import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Readiness } from './readiness.ts';

/** A balancer that has not sent anything for so long has noticed that the gateway is not ready. */
const QUIET_MS = 1_000;
/** A balancer that has not noticed after so long never will. */
const LONGEST_NOTICE_MS = 5_000;
const LOOK_MS = 50;

/** Those whose connections stay open: streams and sockets. */
export interface Stayers {
  /** Tells them to come back, when nobody new is sent here any more. */
  sendAway(): Promise<void>;
  cutOff(): void;
}

/**
 * Takes a server out of service without losing a request: `/ready` says 503 from now on and every answer closes its
 * connection, but requests are still answered until they stop coming. Then no new connection is taken, and what runs is
 * finished, for which it has as long as any request has.
 */
export async function drain(
  server: Server,
  readiness: Readiness,
  requestTimeoutMs: number,
  stayers: Stayers,
): Promise<void> {
  readiness.drain();
  const since = performance.now();
  const isNoticed = () => {
    const now = performance.now();
    return now - Math.max(since, readiness.lastRequestAt) > QUIET_MS || now - since > LONGEST_NOTICE_MS;
  };
  while (!isNoticed()) await wait(LOOK_MS);
  const left = closed(server);
  await stayers.sendAway();
  const timer = setTimeout(() => {
    stayers.cutOff();
    server.closeAllConnections();
  }, requestTimeoutMs);
  // What began before has not told its client that the connection ends: when it is over, that would stay open unused.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  await left;
  clearInterval(idle);
  clearTimeout(timer);
}

/** Takes no new connection, closes idle ones, and waits for the others. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

import { randomUUID } from 'node:crypto';

const REQUEST_ID = /^[\w.:=@/+-]{1,128}$/;

/** The request id that the caller sent in `X-Request-Id`, when it is one that can be logged and returned; else a new one. */
export function requestIdOf(sent: string | null): string {
  return sent !== null && REQUEST_ID.test(sent) ? sent : randomUUID();
}

import { KnownError } from './known-error.ts';

/**
 * Why there is no whole answer: `STALE` a kept connection that the upstream had closed meanwhile, before any byte of an
 * answer; `CONNECTION` refused, reset or not found; `TLS` the upstream's certificate; `TIMEOUT` too slow; `TOO_LARGE`
 * above the cap; `MALFORMED` no HTTP, or damaged compression; `CANCELLED` nobody waits any more.
 */
export type TransportFault = 'STALE' | 'CONNECTION' | 'TLS' | 'TIMEOUT' | 'TOO_LARGE' | 'MALFORMED' | 'CANCELLED';

/** A failed exchange, known by its fault alone: got's own error carries the request with its headers. */
export class TransportError extends KnownError {
  override readonly name = 'TransportError';
  readonly fault: TransportFault;

  constructor(fault: TransportFault) {
    super(`No whole answer: ${fault}`);
    this.fault = fault;
  }
}

/** Reads the fault from the code of a Node.js or got error. `reused`: on a kept connection, before any byte came. */
export function transportFault(error: unknown, reused: boolean): TransportFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (reused && (code === 'ECONNRESET' || code === 'EPIPE')) return 'STALE';
  if (code === 'ETIMEDOUT') return 'TIMEOUT';
  if (/^(?:HPE_|Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) return 'MALFORMED';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'TLS';
  return 'CONNECTION';
}

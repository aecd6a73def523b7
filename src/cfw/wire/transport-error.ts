import { KnownError } from '../../runtime/known-error.ts';
import type { Route } from './route.ts';
import { isProxyFault, type ProxyFault } from './sockets/proxy-faults.ts';

/**
 * Why there is no whole answer: `STALE` a kept connection that the upstream had closed meanwhile, before any byte of an
 * answer; `UNCONNECTED` no connection in time; `CONNECTION` refused, reset or not found; `BROKEN` cut off while the answer
 * was read; `TLS` the upstream's certificate; `TIMEOUT` too slow; `TOO_LARGE` and `HEADERS_TOO_LARGE` above a cap;
 * `MALFORMED` no HTTP, or damaged compression; `CANCELLED` nobody waits any more.
 */
export type TransportFault =
  | 'STALE'
  | 'UNCONNECTED'
  | 'CONNECTION'
  | 'BROKEN'
  | 'TLS'
  | 'TIMEOUT'
  | 'TOO_LARGE'
  | 'HEADERS_TOO_LARGE'
  | 'MALFORMED'
  | 'CANCELLED'
  | ProxyFault;

/** How far an exchange has come. `reconnected`: on a connection that was kept from an earlier one. */
export type Progress = 'unconnected' | 'connected' | 'reconnected' | 'answered';

/** A failed exchange, known by its fault alone: got's own error carries the request with its headers. */
export class TransportError extends KnownError {
  override readonly name = 'TransportError';
  readonly fault: TransportFault;
  /** Whether the upstream may have had any byte of the request: not before there was a connection. */
  readonly left: boolean;

  constructor(fault: TransportFault, left: boolean) {
    super(`No whole answer: ${fault}`);
    this.fault = fault;
    this.left = left;
  }
}

/** The fault of an exchange whose time is up. */
export function lateFault(progress: Progress, way: Route['kind']): TransportFault {
  if (progress !== 'unconnected') return 'TIMEOUT';
  return way === 'straight' ? 'UNCONNECTED' : 'PROXY_TIMEOUT';
}

/** Reads the fault from the code of a Node.js or got error. */
export function transportFault(error: unknown, progress: Progress, way: Route['kind']): TransportFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isProxyFault(code)) return code;
  // Whatever goes wrong before there is a connection is then between the gateway and the proxy.
  if (way === 'handed on' && progress === 'unconnected')
    return code === 'ETIMEDOUT' ? 'PROXY_TIMEOUT' : 'PROXY_UNREACHED';
  if (progress === 'reconnected' && (code === 'ECONNRESET' || code === 'EPIPE')) return 'STALE';
  if (code === 'HPE_HEADER_OVERFLOW') return 'HEADERS_TOO_LARGE';
  if (code === 'Z_BUF_ERROR') return 'BROKEN';
  if (/^(?:HPE_|Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) return 'MALFORMED';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'TLS';
  if (progress === 'answered') return 'BROKEN';
  return code === 'ETIMEDOUT' && progress === 'unconnected' ? 'UNCONNECTED' : 'CONNECTION';
}

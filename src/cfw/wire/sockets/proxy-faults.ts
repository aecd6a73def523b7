import { KnownError } from '../../../runtime/known-error.ts';

/**
 * Why there was no way through a proxy: `PROXY_UNREACHED` it takes no connection; `PROXY_REFUSED` it makes none to the
 * upstream; `PROXY_AUTHENTICATION` it wants a user and password, or others; `PROXY_TIMEOUT` nothing came of it in time.
 */
export type ProxyFault = 'PROXY_UNREACHED' | 'PROXY_REFUSED' | 'PROXY_AUTHENTICATION' | 'PROXY_TIMEOUT';

/** What a proxy answers when it wants other credentials (RFC 9110, 15.5.8). */
export const PROXY_AUTHENTICATION_REQUIRED = 407;

const FAULTS: ReadonlySet<string> = new Set<ProxyFault>([
  'PROXY_UNREACHED',
  'PROXY_REFUSED',
  'PROXY_AUTHENTICATION',
  'PROXY_TIMEOUT',
]);

/** Whether the code of an error is one of these. */
export function isProxyFault(code: string): code is ProxyFault {
  return FAULTS.has(code);
}

/** Reads what hpagent tells, which is in words only; where the proxy is, and its password, are left out. */
export function noTunnel({ message }: Error): Error {
  const status = /^Bad response: (\d+)$/.exec(message)?.[1];
  return Object.assign(new KnownError('no way through the proxy'), { code: faultOf(status, message) });
}

function faultOf(status: string | undefined, message: string): ProxyFault {
  if (status !== undefined) {
    return Number(status) === PROXY_AUTHENTICATION_REQUIRED ? 'PROXY_AUTHENTICATION' : 'PROXY_REFUSED';
  }
  return message === 'Proxy timeout' ? 'PROXY_TIMEOUT' : 'PROXY_UNREACHED';
}

import { CfwError, type CfwErrorCode } from '../decoding/errors.ts';
import type { TransportFault } from '../wire/transport-error.ts';
import { TOO_SLOW } from './advice.ts';
import type { Refusal } from './refusal.ts';

const RETRYABLE_FAULTS: ReadonlySet<TransportFault> = new Set([
  ...(['STALE', 'UNCONNECTED', 'CONNECTION', 'BROKEN'] as const),
  ...(['PROXY_UNREACHED', 'PROXY_REFUSED', 'PROXY_TIMEOUT'] as const),
]);

/** Reads a failed exchange: there was no answer at all, or none that can be read. */
export function refusalOfFault(fault: TransportFault): Refusal {
  const [code, message] = FAULTS[fault];
  return {
    error: new CfwError(code, message, { status: null, errorCode: null, requestId: null }),
    retryable: RETRYABLE_FAULTS.has(fault),
    waitMs: 0,
    limit: null,
  };
}

const UNREACHABLE =
  'CFW could not be reached. Try again shortly; if it stays, the operator of this gateway should check CFW_ENDPOINT and the network.';
const CHECK_PROXY = 'The operator of this gateway should check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.';

const FAULTS: Readonly<Record<TransportFault, readonly [CfwErrorCode, string]>> = {
  STALE: ['UPSTREAM_UNAVAILABLE', UNREACHABLE],
  UNCONNECTED: [
    'UPSTREAM_UNAVAILABLE',
    'No connection to CFW could be made in time. Try again shortly; if it stays, the operator of this gateway should check CFW_ENDPOINT and the network.',
  ],
  CONNECTION: ['UPSTREAM_UNAVAILABLE', UNREACHABLE],
  BROKEN: [
    'UPSTREAM_UNAVAILABLE',
    'The connection to CFW broke while its answer was read. Try again shortly; if it stays, the operator of this gateway should check the network, and what stands between.',
  ],
  TLS: [
    'UPSTREAM_UNAVAILABLE',
    'The TLS certificate at CFW_ENDPOINT was not accepted. The operator of this gateway should check the endpoint and the trusted certificates.',
  ],
  TIMEOUT: ['UPSTREAM_TIMEOUT', TOO_SLOW],
  TOO_LARGE: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer of more than 16 MiB, which is not read. Ask for fewer rows.',
  ],
  HEADERS_TOO_LARGE: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer with more than 128 KiB of headers, which is not read. The operator of this gateway should check CFW_ENDPOINT, and what stands between.',
  ],
  MALFORMED: [
    'UPSTREAM_INVALID_RESPONSE',
    'CFW sent an answer that is damaged. Try again; if it stays, the operator of this gateway should check CFW_ENDPOINT.',
  ],
  CANCELLED: ['UPSTREAM_TIMEOUT', TOO_SLOW],
  PROXY_UNREACHED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to CFW could not be reached. ${CHECK_PROXY}`],
  PROXY_REFUSED: ['UPSTREAM_UNAVAILABLE', `The proxy on the way to CFW made no connection to it. ${CHECK_PROXY}`],
  PROXY_AUTHENTICATION: [
    'UPSTREAM_UNAVAILABLE',
    `The proxy on the way to CFW did not accept the user and password that it was given, or was given none. ${CHECK_PROXY}`,
  ],
  PROXY_TIMEOUT: [
    'UPSTREAM_UNAVAILABLE',
    `No connection to CFW could be made in time through the proxy on the way. ${CHECK_PROXY}`,
  ],
};

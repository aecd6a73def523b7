import { lookup } from 'node:dns/promises';
import type { ClientRequestArgs } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ProxyFault } from '../cfw/wire/sockets/proxy-faults.ts';
import { TunnelAgent } from '../cfw/wire/sockets/tunnel-agent.ts';
import { type Finding, failed, ok } from './finding.ts';

/**
 * Whether the host of a URL has an address.
 *
 * @param variables that name it
 */
export async function checkName(url: URL, variables: string): Promise<Finding> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return ok('name', `${host} is an address`);
  try {
    const { address } = await lookup(host);
    return ok('name', `${host} is at ${address}`);
  } catch (error) {
    return failed(
      'name',
      `${host} has no address (${codeOf(error)}). Check ${variables}, and the name servers of this machine.`,
    );
  }
}

/**
 * Whether the host takes connections and, for https, whether its certificate is accepted.
 *
 * @param proxy the proxy on the way; undefined: none. With http only the connection to the proxy is tried
 */
export async function checkConnection(url: URL, proxy: URL | undefined, timeoutMs: number): Promise<Finding> {
  const secure = url.protocol === 'https:';
  const step = secure ? 'TLS' : 'connection';
  const where = placeOf(url);
  try {
    const socket = await (secure && proxy !== undefined
      ? tunnelled(where, proxy, timeoutMs)
      : connected(placeOf(proxy ?? url), timeoutMs));
    const text = secure ? certificateText(socket as TLSSocket) : 'open; without TLS, credentials travel in the clear';
    socket.destroy();
    return ok(step, text);
  } catch (error) {
    const code = codeOf(error);
    return failed(
      step,
      adviceOnProxy(code, proxy, timeoutMs) ?? advice(code, `port ${where.port} of ${where.host}`, timeoutMs),
    );
  }
}

interface Place {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

function placeOf(url: URL): Place {
  const secure = url.protocol === 'https:';
  return { secure, host: hostOf(url), port: Number(url.port || (secure ? 443 : 80)) };
}

function connected({ secure, host, port }: Place, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = secure
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port });
    const fail = (error: unknown) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeoutMs, () => fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    socket.once('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(socket));
  });
}

function tunnelled({ host, port }: Place, proxy: URL, timeoutMs: number): Promise<Socket> {
  const agent = new TunnelAgent(proxy, {});
  return new Promise<Duplex>((resolve, reject) => {
    const late = () => reject(Object.assign(new Error('timeout'), { code: 'PROXY_TIMEOUT' satisfies ProxyFault }));
    const timer = setTimeout(late, timeoutMs);
    const servername = isIP(host) === 0 ? host : '';
    agent.createConnection({ host, port, servername } as ClientRequestArgs, (error, socket) => {
      clearTimeout(timer);
      if (error === null) resolve(socket);
      else reject(error);
    });
  }).then(
    (socket) => socket as Socket,
    (error: unknown) => {
      agent.destroy();
      throw error;
    },
  );
}

function certificateText(socket: TLSSocket): string {
  return `${socket.getProtocol()}; the certificate is good until ${socket.getPeerCertificate().valid_to}`;
}

/** Undefined: it is not for the proxy's sake that there is no connection. */
function adviceOnProxy(code: string, proxy: URL | undefined, timeoutMs: number): string | undefined {
  if (proxy === undefined) return undefined;
  const at = `The proxy at ${proxy.host}`;
  if (code === 'PROXY_AUTHENTICATION')
    return `${at} does not accept the user and password that ${VARIABLES} gives, or gives none.`;
  if (code === 'PROXY_REFUSED')
    return `${at} makes no connection to CFW. Check what it allows, or name CFW in NO_PROXY.`;
  if (code === 'PROXY_TIMEOUT' || code === 'ETIMEDOUT')
    return `${at} did not connect to CFW within ${timeoutMs} ms. Check ${VARIABLES}.`;
  return code === 'PROXY_UNREACHED' || code === 'ECONNREFUSED'
    ? `${at} takes no connection. Check ${VARIABLES}.`
    : undefined;
}

/** Those that name a proxy. */
export const VARIABLES = 'HTTPS_PROXY or HTTP_PROXY';

function advice(code: string, where: string, timeoutMs: number): string {
  if (code === 'ECONNREFUSED') return `Nothing listens on ${where}. Check CFW_ENDPOINT.`;
  if (code === 'ETIMEDOUT') {
    return `${where} did not answer within ${timeoutMs} ms. Check the way out of this network: routes, firewall rules, CFW_ENDPOINT.`;
  }
  if (/SSL|EPROTO/.test(code))
    return `${where} does not speak TLS (${code}). Check the scheme and port of CFW_ENDPOINT.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return `The certificate at ${where} is not accepted (${code}). Check CFW_ENDPOINT; an authority of your own is trusted with NODE_EXTRA_CA_CERTS=<file>.`;
  }
  return `No connection to ${where} (${code}). Check CFW_ENDPOINT and the network.`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

/** Without the brackets that a URL puts around an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

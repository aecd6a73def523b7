import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { type Finding, failed, ok } from './finding.ts';

/** Whether the host of a URL has an address. */
export async function checkName(url: URL): Promise<Finding> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return ok('name', `${host} is an address`);
  try {
    const { address } = await lookup(host);
    return ok('name', `${host} is at ${address}`);
  } catch (error) {
    return failed(
      'name',
      `${host} has no address (${codeOf(error)}). Check CFW_REGION or CFW_ENDPOINT, and the name servers of this machine.`,
    );
  }
}

/** Whether the host takes connections and, for https, whether its certificate is accepted. */
export async function checkConnection(url: URL, timeoutMs: number): Promise<Finding> {
  const secure = url.protocol === 'https:';
  const step = secure ? 'TLS' : 'connection';
  const host = hostOf(url);
  const port = Number(url.port || (secure ? 443 : 80));
  try {
    const socket = await connected(secure, host, port, timeoutMs);
    const text =
      socket instanceof TLSSocket ? certificateText(socket) : 'open; without TLS, credentials travel in the clear';
    socket.destroy();
    return ok(step, text);
  } catch (error) {
    return failed(step, advice(codeOf(error), `port ${port} of ${host}`, timeoutMs));
  }
}

function connected(secure: boolean, host: string, port: number, timeoutMs: number): Promise<Socket> {
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

function certificateText(socket: TLSSocket): string {
  return `${socket.getProtocol()}; the certificate is good until ${socket.getPeerCertificate().valid_to}`;
}

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

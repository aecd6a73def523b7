import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What a proxy does with what it is asked for. */
export type Manner = 'serves' | 'refuses' | 'is silent';

export interface TestProxy {
  /** Host and port. */
  readonly place: string;
  /** The first lines of what it was asked for, without `HTTP/1.1`. */
  readonly asked: string[];
  manner: Manner;
  close(): Promise<void>;
}

/**
 * A proxy on loopback: it hands plain requests on (RFC 9112, 3.2.2) and makes tunnels (RFC 9110, 9.3.6).
 *
 * @param credentials `user:password` that it wants
 */
export async function startProxy(credentials?: string): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  const proxy = { asked: [] as string[], manner: 'serves' as Manner };
  const statusFor = ({ method, url, headers }: IncomingMessage): number => {
    proxy.asked.push(`${method} ${url}`);
    if (proxy.manner === 'refuses') return 403;
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    return headers['proxy-authorization'] === wanted ? 200 : 407;
  };
  const server = createServer((incoming, outgoing) => {
    const status = statusFor(incoming);
    if (proxy.manner === 'is silent') return;
    if (status !== 200) return void outgoing.writeHead(status).end();
    const { 'proxy-authorization': _, ...headers } = incoming.headers;
    const onward = httpRequest(incoming.url!, { method: incoming.method!, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (incoming, socket) => {
    socket.on('error', () => undefined);
    const status = statusFor(incoming);
    if (proxy.manner === 'is silent') return;
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(proxy, {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}

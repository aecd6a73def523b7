import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: Received) => void;

/** A small HTTP server that answers as a test says, and remembers what it was asked. */
export interface Upstream {
  readonly url: string;
  readonly received: Received[];
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  reply: Reply;
  close(): Promise<void>;
}

export async function startUpstream(reply: Reply): Promise<Upstream> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const whole = { method, target: url, headers, body: Buffer.concat(chunks).toString() };
      received.push(whole);
      upstream.reply(response, whole);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: Upstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    sockets,
    reply,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return upstream;
}

/** Answers with a JSON body. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A page of a list, as CFW's envelope has it. */
export function page(records: readonly unknown[], total = records.length): unknown {
  return { data: { offset: 0, limit: 50, total, records } };
}

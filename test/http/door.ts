import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startTestBed, type TestBed } from '../support/gateway.ts';

/** An HTTP answer with every part that a test of the front door looks at. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown[]; extensions?: { code?: string; argument?: string } }[];
  };
}

/** A gateway in front of a simulator, and ways to knock. */
export interface Door extends TestBed {
  readonly origin: string;
  readonly port: number;
  /** Sends a request to `/graphql`, or to another path. */
  send(init: RequestInit, path?: string): Promise<HttpAnswer>;
  /** Sends an operation as a well-behaved client does. */
  post(body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** A connection, to write bytes on. */
  connect(): Promise<Socket>;
}

export async function openDoor(
  variables: Record<string, string> = {},
  options: Parameters<typeof startTestBed>[1] = {},
): Promise<Door> {
  const bed = await startTestBed(variables, options);
  const { origin, port } = new URL(bed.gateway.url);
  const send = (init: RequestInit, path = '/graphql') =>
    answerOf(fetch(origin + path, { redirect: 'manual', ...init }));
  return {
    ...bed,
    origin,
    port: Number(port),
    send,
    post: (body, headers) =>
      send({
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant', ...headers },
        body: JSON.stringify(body),
      }),
    connect: async () => {
      const socket = connect(Number(port), '127.0.0.1');
      // Most of what is written here makes the gateway hang up.
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    },
  };
}

export async function answerOf(pending: Promise<Response>): Promise<HttpAnswer> {
  const response = await pending;
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

/** Waits until a connection is closed. One that is hung up on while it writes has an error before it closes (EPIPE). */
export function hungUp(socket: Socket): Promise<void> {
  return new Promise((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())));
}

/** Everything a connection receives until it is closed. */
export async function readToEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await hungUp(socket);
  return Buffer.concat(chunks).toString();
}

/** The code of an answer's only error, or a list of them all. */
export function codesOf({ body }: HttpAnswer): unknown {
  const codes = body.errors?.map(({ extensions }) => extensions?.code);
  return codes?.length === 1 ? codes[0] : codes;
}

/** A firewall and an object that every simulator has. */
export const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
export const OBJECT = 'cfebd347-b655-4b84-b938-3c54317599b2';

import { connect, type Socket } from 'node:net';

/** What came of one request. `status` 0: the connection ended, or nothing came in time. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** From sending to the last byte. */
  readonly ms: number;
}

/** A request as bytes, to be sent any number of times. */
export function requestBytes(path: string, headers: Readonly<Record<string, string>>, body?: unknown): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  const method = body === undefined ? 'GET' : 'POST';
  return Buffer.from([`${method} ${path} HTTP/1.1`, 'host: gateway', ...lines, '', text].join('\r\n'));
}

/** An operation as bytes, with a token. */
export function operation(query: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  return requestBytes('/graphql', { 'x-auth-token': 'a-token', ...headers }, { query });
}

const OPENED_TOGETHER = 100;

/**
 * An HTTP client that costs next to nothing, so that what is measured is the gateway: kept connections, one request at
 * a time on each, answers with a Content-Length only.
 */
export class Client {
  readonly #port: number;
  readonly #timeoutMs: number;
  readonly #free: Exchange[] = [];
  readonly #all = new Set<Exchange>();

  constructor(url: string, timeoutMs = 30_000) {
    this.#port = Number(new URL(url).port);
    this.#timeoutMs = timeoutMs;
  }

  send(request: Buffer): Promise<Reply> {
    const exchange = this.#free.pop() ?? this.#open();
    return exchange.send(request, this.#timeoutMs);
  }

  /** Opens so many connections, as a balancer keeps them, with a request on each. */
  async open(connections: number, request: Buffer): Promise<void> {
    for (let open = 0; open < connections; open += OPENED_TOGETHER) {
      const exchanges = Array.from({ length: OPENED_TOGETHER }, () => this.#open());
      await Promise.all(exchanges.map((exchange) => exchange.send(request, this.#timeoutMs)));
    }
  }

  /** Ends every connection, in the middle of whatever it does. */
  close(): void {
    for (const exchange of this.#all) exchange.socket.destroy();
  }

  #open(): Exchange {
    const exchange = new Exchange(connect({ port: this.#port, host: '127.0.0.1', noDelay: true }), () =>
      this.#free.push(exchange),
    );
    this.#all.add(exchange);
    exchange.socket.once('close', () => {
      this.#all.delete(exchange);
      const at = this.#free.indexOf(exchange);
      if (at >= 0) this.#free.splice(at, 1);
    });
    return exchange;
  }
}

class Exchange {
  readonly socket: Socket;
  readonly #onFree: () => void;
  #received: Buffer[] = [];
  #bytes = 0;
  /** Bytes of the whole answer; unknown before its headers are here. */
  #awaited = Number.POSITIVE_INFINITY;
  #head = '';
  #since = 0;
  #settle: ((reply: Reply) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, onFree: () => void) {
    this.socket = socket;
    this.#onFree = onFree;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end(0, ''));
  }

  send(request: Buffer, timeoutMs: number): Promise<Reply> {
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.socket.destroy(), timeoutMs);
    this.socket.write(request);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#bytes += chunk.length;
    if (this.#head === '') this.#readHead();
    if (this.#bytes < this.#awaited) return;
    const body = Buffer.concat(this.#received).toString('utf8', this.#head.length + 4);
    const isLast = /\r\nconnection: close/i.test(this.#head);
    const status = Number(this.#head.slice(9, 12));
    this.#received = [];
    this.#bytes = 0;
    this.#head = '';
    this.#awaited = Number.POSITIVE_INFINITY;
    this.#end(status, body);
    if (isLast) this.socket.destroy();
    else this.#onFree();
  }

  #readHead(): void {
    const text = (this.#received.length === 1 ? this.#received[0]! : Buffer.concat(this.#received)).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    this.#head = text.slice(0, end);
    this.#awaited = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1] ?? 0);
  }

  #end(status: number, body: string): void {
    clearTimeout(this.#timer);
    this.#settle?.({ status, body, ms: performance.now() - this.#since });
    this.#settle = undefined;
  }
}

import { request } from 'node:http';
import { PROJECTS } from '../../src/simulator/known.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { Effect } from '../../src/simulator/writes/effects.ts';

type Row = Readonly<Record<string, unknown>>;

/** An answer with every part that a test looks at. `data` and the error fields are absent where the body has none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    data?: { limit: number; offset: number; total: number; records: Row[] };
    error_code?: string;
    error_msg?: string;
    request_id?: string;
  };
}

export type Query = Readonly<Record<string, string | number>>;

/** Talks to a simulator as a client of CFW does. */
export class Caller {
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.#simulator.url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    let body = {};
    try {
      body = JSON.parse(text);
    } catch {
      // Not every answer is JSON, and some are broken on purpose: then `text` is all there is.
    }
    return { status: response.status, headers: response.headers, text, body };
  }

  /** A GET of CFW with a token. */
  get(resource: string, query: Query, token = 'a-token', project: string = PROJECTS.main): Promise<Answer> {
    const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return this.send(`/v1/${project}/${resource}?${search.join('&')}`, { headers: { 'X-Auth-Token': token } });
  }

  /** A POST of CFW with a token and a JSON body. */
  post(resource: string, body: unknown, token = 'a-token'): Promise<Answer> {
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
    return this.send(`/v1/${PROJECTS.main}/${resource}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** A write of CFW: any method, with a token and a JSON body. */
  write(method: string, resource: string, body?: unknown, query: Query = {}, token = 'a-token'): Promise<Answer> {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const init = { method, headers: { 'X-Auth-Token': token, 'Content-Type': 'application/json' } };
    const path = `/v1/${PROJECTS.main}/${resource}?${search}`;
    return this.send(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  }

  /** What writes have brought about so far, and empties the log of it. */
  async effects(): Promise<Effect[]> {
    return (await this.control('DELETE', 'effects')).effects as Effect[];
  }

  /** A request to the control door. */
  async control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await this.send(`/_simulator/${path}`, init);
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body as Record<string, unknown>;
  }

  faults(...faults: unknown[]): Promise<unknown> {
    return this.control('PUT', 'faults', { faults });
  }

  async requests(): Promise<LoggedRequest[]> {
    return (await this.control('GET', 'requests')).requests as LoggedRequest[];
  }

  async rows(query: string): Promise<Row[]> {
    return (await this.control('GET', `rows?${query}`)).rows as Row[];
  }
}

/** A request with a Host header and an address of the test's own choice, which `fetch` does not allow. */
export function rawSend(
  simulator: Simulator,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: simulator.port, path, headers, method, agent: false },
      async (response) => {
        const chunks: Buffer[] = await response.toArray();
        resolve([response.statusCode ?? 0, Buffer.concat(chunks).toString()]);
      },
    );
    outgoing.once('error', reject).end(body);
  });
}

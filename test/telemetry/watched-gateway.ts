import { PROJECTS } from '../../src/simulator/known.ts';
import {
  createLog,
  readEnvironment,
  type SimulatorOptions,
  startServer,
  startSimulator,
} from '../support/built-parts.ts';

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

/** Collects log lines, and lets a test wait for one. */
export class LogLines {
  readonly lines: LogLine[] = [];
  text = '';
  #wake: (() => void)[] = [];

  write(line: string): void {
    this.text += line;
    this.lines.push(JSON.parse(line));
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** The lines that fit, as soon as there are so many. */
  async waitFor(count: number, fits: (line: LogLine) => boolean): Promise<readonly LogLine[]> {
    for (;;) {
      const found = this.lines.filter(fits);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** The line of a request, by its id; it is written after the answer has gone. */
  async request(requestId: string): Promise<LogLine> {
    const [line] = await this.waitFor(1, (line) => line.msg === 'request' && line.requestId === requestId);
    return line!;
  }
}

export interface WatchedGateway {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly base: string;
  readonly log: LogLines;
  /** Sends one operation with a token. */
  post(
    body: { query: string; operationName?: string; variables?: unknown },
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Speaks to the simulator's control door. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Stops the gateway as SIGTERM does. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** A gateway whose log can be read, in front of a simulator of its own. */
export async function startWatchedGateway(
  variables: Record<string, string> = {},
  simulatorOptions: SimulatorOptions = {},
): Promise<WatchedGateway> {
  const simulator = await startSimulator(simulatorOptions);
  const log = new LogLines();
  const environment = readEnvironment({
    PORT: '0',
    CFW_ENDPOINT: simulator.url,
    CFW_PROJECT_ID: PROJECTS.main,
    ...variables,
  });
  const server = await startServer(environment, await createLog(environment.logLevel, log));
  const base = new URL(server.url).origin;
  return {
    base,
    log,
    post: (body, headers, signal) =>
      fetch(`${base}/graphql`, {
        ...(signal && { signal }),
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant', ...headers },
        body: JSON.stringify(body),
      }),
    get: (path, headers = {}) => fetch(base + path, { headers, redirect: 'manual' }),
    control: async (method, path, body) => {
      const response = await fetch(`${simulator.url}/_simulator/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    drain: () => server.drain(),
    close: async () => {
      await server.close();
      await simulator.close();
    },
  };
}

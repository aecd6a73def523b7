import { PROJECTS } from '../../../src/simulator/known.ts';
import { createLog, readEnvironment, startServer, startSimulator } from '../../support/built-parts.ts';
import type { Line } from './record.ts';
import { CALL_MS, REQUEST_MS } from './trial.ts';
import type { Row } from './wish.ts';

/** What the gateway of a model answers, with the calls that it has made. */
export interface Answer {
  readonly data?: Row | null;
  readonly errors?: readonly object[];
  readonly extensions: {
    readonly explain: { readonly calls: readonly { readonly operation: string; readonly status: number | null }[] };
  };
}

/** A gateway that tells its log, and a CFW of its own. */
export interface ModelBed {
  readonly cfwUrl: string;
  /** The lines of the log since it was emptied. */
  readonly lines: Line[];
  control(method: string, path: string, body?: unknown): Promise<never>;
  ask(query: string, input: object, requestId: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function openModelBed(): Promise<ModelBed> {
  const simulator = await startSimulator();
  const lines: Line[] = [];
  const log = await createLog('info', { write: (text) => void lines.push(JSON.parse(text)) });
  const gateway = await startServer(
    readEnvironment({
      ...{ PORT: '0', CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main },
      ...{ REQUEST_TIMEOUT_MS: String(REQUEST_MS), UPSTREAM_TIMEOUT_MS: String(CALL_MS) },
    }),
    log,
  );
  return {
    cfwUrl: simulator.url,
    lines,
    async control(method, path, body) {
      const url = `${simulator.url}/_simulator/${path}`;
      const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      const text = await response.text();
      return (text === '' ? null : JSON.parse(text)) as never;
    },
    async ask(query, input, requestId) {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', 'x-auth-token': 'a-token' },
          ...{ 'x-request-id': requestId, 'x-explain': 'true' },
        },
        body: JSON.stringify({ query, variables: { input } }),
      });
      return (await response.json()) as Answer;
    },
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}

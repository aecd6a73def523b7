import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from '../test/http/child-processes.ts';

/** CFW as a process: it can be asked to misbehave, and killed. */
export interface Upstream {
  readonly url: string;
  readonly port: number;
  faults(...faults: object[]): Promise<void>;
  /** Puts rows into a list, and takes one out, as if somebody else had: by the simulator's control door. */
  putRows(list: object, ...rows: object[]): Promise<void>;
  removeRow(id: string): Promise<void>;
  /** How many calls it has seen since the last time. */
  calls(): Promise<number>;
  /** The calls it has seen since the last time, by what they came to. */
  statuses(): Promise<{ readonly taken: number; readonly refused: number; readonly unauthorized: number }>;
  /** TCP connections that are open, without those of the asker. */
  connections(): Promise<number>;
  kill(): Promise<void>;
}

export async function startUpstream(port = 0): Promise<Upstream> {
  const child = endWithUs(
    spawn(process.execPath, ['--import', 'tsx', 'stress/simulator-process.ts'], {
      env: { PATH: process.env.PATH, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  const control = async (method: string, path: string, body?: unknown) => {
    const init = {
      method,
      headers: { connection: 'close' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await fetch(`${url}/_simulator/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    url,
    port: Number(new URL(url).port),
    faults: (...faults) => control('PUT', 'faults', { faults }),
    putRows: (list, ...rows) => control('POST', 'rows', { ...list, rows }),
    removeRow: (id) => control('DELETE', `rows/${id}`),
    calls: async () => {
      const { requests } = await control('DELETE', 'requests');
      return requests.length;
    },
    statuses: async () => {
      const { requests } = (await control('DELETE', 'requests')) as { requests: { status: number | null }[] };
      const count = (wanted: number) => requests.filter(({ status }) => status === wanted).length;
      return { taken: count(200), refused: count(429), unauthorized: count(401) };
    },
    connections: async () => (await control('GET', 'connections')).open - 1,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

import {
  type RunningServer,
  readEnvironment,
  type Simulator,
  type SimulatorOptions,
  startServer,
  startSimulator,
} from './built-parts.ts';

/** An answer of the gateway, as a GraphQL client sees it. */
export interface Answer {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly upstream?: Record<string, unknown> };
  }[];
  readonly extensions?: { readonly explain?: Record<string, never> };
}

/** A gateway over real HTTP in front of a simulator of its own. */
export interface TestBed {
  readonly gateway: RunningServer;
  readonly simulator: Simulator;
  /** Sends one operation with a token and returns its answer. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** Speaks to the simulator's control door. */
  control(method: string, path: string, body?: unknown): Promise<never>;
  /** The calls CFW has seen since the last time, in order. */
  calls(): Promise<readonly SeenCall[]>;
  close(): Promise<void>;
}

export interface SeenCall {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly status: number | null;
}

/** Starts a gateway against a simulator. `variables` are environment variables of the gateway. */
export async function startTestBed(
  variables: Record<string, string> = {},
  simulatorOptions: SimulatorOptions = {},
): Promise<TestBed> {
  const simulator = await startSimulator(simulatorOptions);
  const gateway = await startServer(
    readEnvironment({
      PORT: '0',
      LOG_LEVEL: 'silent',
      CFW_ENDPOINT: simulator.url,
      CFW_PROJECT_ID: '09bb24e6fe80d23d2fa2c010b53b418c',
      ...variables,
    }),
  );
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/_simulator/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as never;
  };
  return {
    gateway,
    simulator,
    control,
    ask: async (query, variables, headers) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    calls: async () => {
      // One step: what comes between reading and clearing would be lost.
      const { requests } = (await control('DELETE', 'requests')) as { requests: SeenCall[] };
      return requests;
    },
    close: async () => {
      await gateway.close();
      await simulator.close();
    },
  };
}

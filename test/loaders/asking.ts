import type { SeenCall, TestBed } from '../support/gateway.ts';

/** One connection as these tests ask for it. */
export interface Connection {
  readonly totalCount: number;
  readonly drift: string;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly name: string | null } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface Explained {
  readonly calls: readonly {
    readonly operation: string;
    readonly offset: number;
    readonly limit: number;
    readonly status: number | null;
    readonly attempts: number;
    readonly sharedWith: number;
  }[];
  readonly windows: number;
  readonly upstreamCalls: number;
  readonly savedCalls: number;
}

export interface Outcome {
  readonly data: Record<string, Connection>;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions?: { code?: string };
  }[];
  readonly explain: Explained;
  /** What CFW saw of it. */
  readonly calls: readonly SeenCall[];
}

/** Asks one operation and gives its answer together with what the simulator's own log has of it. */
export async function outcomeOf(
  bed: TestBed,
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
): Promise<Outcome> {
  await bed.calls();
  const { data, errors, extensions } = await bed.ask(query, variables, { 'x-explain': 'true', ...headers });
  return {
    data: (data ?? {}) as unknown as Record<string, Connection>,
    errors: errors ?? [],
    explain: extensions?.explain as unknown as Explained,
    calls: await bed.calls(),
  };
}

/** Offset and limit of calls, in the order of the list. */
export function rangesOf(calls: readonly SeenCall[]): number[][] {
  return calls
    .map(({ query }) => [Number(query.offset), Number(query.limit)])
    .sort(([one = 0], [other = 0]) => one - other);
}

export const CONNECTION = `fragment page on CaptureTaskConnection {
  totalCount drift edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}`;

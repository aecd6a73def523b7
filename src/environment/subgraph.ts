import type { VariableReader } from './rules.ts';

/** Whether and to whom the graph is a federation subgraph: `_service` shows all of the schema, introspection or not. */
export interface Subgraph {
  readonly federation: boolean;
  /** What a router must send in `X-Router-Secret` to read it; undefined: nothing. */
  readonly routerSecret: string | undefined;
}

/** @param open whether it is on when nothing is said: who could read it is only this machine, or has nothing to read */
export function readSubgraph(read: VariableReader, open: boolean): Subgraph {
  const routerSecret = read('ROUTER_SECRET');
  return { federation: read('FEDERATION') ?? (open || routerSecret !== undefined), routerSecret };
}

/** What an operator is told of it. */
export function subgraphText({ federation, routerSecret }: Subgraph): string {
  if (!federation) return 'off; FEDERATION=on or a ROUTER_SECRET switches it on';
  return routerSecret === undefined
    ? 'on, for all who can ask; a ROUTER_SECRET keeps it to a router, FEDERATION=off from all'
    : 'on, for a router that sends the ROUTER_SECRET';
}

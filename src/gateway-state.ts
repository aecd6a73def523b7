import type { CfwClient } from './cfw/client.ts';
import type { LiveLists } from './live/live-lists.ts';
import { KeptOutcomes } from './memory/kept-outcomes.ts';
import { RecentTotals } from './memory/recent-totals.ts';
import { Turns } from './memory/turns.ts';
import { WriteGenerations } from './memory/write-generations.ts';
import type { Others } from './shared/shared-state.ts';
import { WriteMemory } from './writes/write-memory.ts';

/** What a gateway remembers from request to request. */
export interface GatewayMemory {
  readonly recentTotals: RecentTotals;
  readonly generations: WriteGenerations;
  readonly writes: WriteMemory;
}

/** A memory of which nothing is remembered yet. */
export function openMemory(others?: Others): GatewayMemory {
  const writes = new WriteMemory(new Turns(), new KeptOutcomes(), others);
  return { recentTotals: new RecentTotals(), generations: new WriteGenerations(), writes };
}

/** What is the same for all requests of a gateway. */
export interface GatewayState {
  readonly client: CfwClient;
  readonly endpoint: string;
  readonly memory: GatewayMemory;
  readonly live: Pick<LiveLists, 'follow' | 'wrote'>;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
}

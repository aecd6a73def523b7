import type { Exchange } from '../exchange.ts';
import { PARENTS } from '../lists/table.ts';
import type { Fault, FaultMatch } from './fault.ts';

/** A fault with what it has done so far. */
export interface LiveFault {
  readonly fault: Fault;
  /** Requests it has struck, and those it has let pass before. */
  hits: number;
  skipped: number;
  /** End of the running rate-limit window, and the requests in it. */
  windowEnd: number;
  inWindow: number;
}

/** The faults in force, in the order given: the first that fits a request strikes it, alone. */
export class FaultList {
  #faults: LiveFault[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  replace(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, hits: 0, skipped: 0, windowEnd: 0, inWindow: 0 }));
  }

  read(): readonly LiveFault[] {
    return this.#faults;
  }

  /** The fault that strikes this request, if any. */
  strike(exchange: Exchange): LiveFault | undefined {
    const live = this.#faults.find(
      (live) =>
        live.hits < (live.fault.times ?? Number.POSITIVE_INFINITY) &&
        fits(live.fault.match, exchange) &&
        isBegun(live) &&
        (live.fault.probability === undefined || this.random() < live.fault.probability),
    );
    if (live) live.hits += 1;
    return live;
  }

  /** 0 to 1, the same sequence for the same seed (mulberry32). */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

/** Counts a request against a fault's rate limit; false when it is one too many for the window. */
export function withinRate(live: LiveFault): boolean {
  const { rateLimit } = live.fault;
  if (!rateLimit) return true;
  const now = performance.now();
  if (now >= live.windowEnd) {
    live.windowEnd = now + rateLimit.windowSeconds * 1000;
    live.inWindow = 0;
  }
  live.inWindow += 1;
  return live.inWindow <= rateLimit.limit;
}

/** False while the fault still lets requests pass, and counts this one among them. */
function isBegun(live: LiveFault): boolean {
  if (live.skipped >= (live.fault.skip ?? 0)) return true;
  live.skipped += 1;
  return false;
}

function bodyField(body: string, name: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}

function fits(
  match: FaultMatch | undefined,
  { route, method, path, projectId, query, request, entry }: Exchange,
): boolean {
  if (!match) return true;
  const seen: Readonly<Record<string, unknown>> = {
    operation: route?.name,
    method,
    path,
    projectId,
    ...Object.fromEntries(
      PARENTS.filter(({ key }) => key in match).map(({ key, parameter }) => [
        key,
        query.get(parameter) ?? bodyField(entry.body, parameter),
      ]),
    ),
    offset: Number(query.get('offset') ?? Number.NaN),
    token: request.headers['x-auth-token'],
  };
  return Object.entries(match).every(([key, wanted]) => seen[key] === wanted);
}

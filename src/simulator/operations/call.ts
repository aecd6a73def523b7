import type { World } from '../world.ts';

/** What an operation of CFW knows about the request it answers. Access has been granted by then. */
export interface Call {
  readonly world: World;
  readonly projectId: string;
  /** What stands in the path for its parts in braces. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The caller's mark, when rows are to carry it. */
  readonly mark: string | undefined;
  /** Milliseconds since 1970 in the life of what CFW holds. */
  readonly now: number;
}

/** Answers a call that changes nothing with the JSON of a 200, or throws a `Refusal`. */
export type Operation = (call: Call) => string;

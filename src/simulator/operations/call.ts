import type { World } from '../world.ts';

/** What an operation of CFW knows about the request it answers. Access has been granted by then. */
export interface Call {
  readonly world: World;
  readonly projectId: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The caller's mark, when rows are to carry it. */
  readonly mark: string | undefined;
}

/** Answers a call with the JSON of a 200, or throws a `Refusal`. */
export type Operation = (call: Call) => string;

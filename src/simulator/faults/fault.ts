import { PARENTS } from '../lists/table.ts';
import { OPERATIONS } from '../routes.ts';

/** Which requests a fault concerns; every part that is given must fit. */
export interface FaultMatch {
  /** The vendor's name of a call, or IamToken. */
  readonly operation?: string;
  readonly method?: string;
  /** The whole path, without its query. */
  readonly path?: string;
  readonly projectId?: string;
  /** The query's `fw_instance_id`. */
  readonly firewallId?: string;
  /** `object_id` in the query or the body. */
  readonly objectId?: string;
  /** The query's `set_id`. */
  readonly setId?: string;
  /** The query's `offset`. */
  readonly offset?: number;
  /** The X-Auth-Token. */
  readonly token?: string;
}

/** Ways to spoil the body of an answer. */
export type BodyFault =
  /** The first half of the right body, as a complete HTTP message. */
  | 'truncated'
  /** A proxy's error page; status 502 unless given. */
  | 'html'
  | 'empty'
  /** `{}`. */
  | 'noData'
  /** Every field of every row but its id has another type. */
  | 'wrongTypes'
  /** `total` is 2^53 + 1. */
  | 'bigTotal'
  /** `bytes` of JSON without end. */
  | 'huge'
  /** `bytes` of JSON without end, packed small. */
  | 'gzipBomb'
  /** `total` and `records` stand there twice; the right ones come last. */
  | 'duplicateKeys'
  /** `__proto__` and `constructor` keys at every level. */
  | 'proto';

/** One thing that CFW does wrong from now on. Without any effect it lets matching requests pass. */
export interface Fault {
  readonly match?: FaultMatch;
  /** How many requests it strikes before it is spent; absent: all. */
  readonly times?: number;
  /** How many matching requests pass before it begins to strike. */
  readonly skip?: number;
  /** Chance of striking a matching request, 0 to 1; drawn from the simulator's seed. */
  readonly probability?: number;
  /**
   * A write is carried out, at once or so many milliseconds later by the clock of CFW's life, whatever becomes of the
   * answer. Absent: a write has its effect when the right answer is made, and none when that is never made.
   */
  readonly effect?: 'done' | { readonly laterMs: number };
  /** Wait before the answer, in milliseconds. */
  readonly latencyMs?: number;
  /** Up to this much more waiting, drawn from the seed. */
  readonly jitterMs?: number;
  /** Answer with this status instead of doing the work. */
  readonly status?: number;
  readonly errorCode?: string;
  readonly errorMsg?: string;
  /** Put over the headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyFault;
  /** Size of `huge` and `gzipBomb` when unpacked; default 64 MiB. */
  readonly bytes?: number;
  /** Answer with exactly this text (status 200 unless given). */
  readonly rawBody?: string;
  /** Never answer. */
  readonly hang?: boolean;
  /** Reset the connection instead of answering. */
  readonly reset?: boolean;
  /** Reset the connection after so many bytes of the body. */
  readonly resetAfterBytes?: number;
  /** Send the body in pieces with this pause between them, in milliseconds. */
  readonly sliceMs?: number;
  /** Size of those pieces; default 512. */
  readonly sliceBytes?: number;
  /** Send the client to this URL (status 302 unless given). */
  readonly redirect?: string;
  /** Let so many requests a window pass and answer the others with 429. */
  readonly rateLimit?: { readonly limit: number; readonly windowSeconds: number };
}

const MATCH_KEYS = ['operation', 'method', 'path', 'projectId', ...PARENTS.map(({ key }) => key), 'offset', 'token'];
const FAULT_KEYS = [
  ...['match', 'times', 'skip', 'probability', 'effect', 'latencyMs', 'jitterMs', 'status', 'errorCode', 'errorMsg'],
  ...[
    'headers',
    'body',
    'bytes',
    'rawBody',
    'hang',
    'reset',
    'resetAfterBytes',
    'sliceMs',
    'sliceBytes',
    'redirect',
    'rateLimit',
  ],
];
const BODY_FAULTS = [
  ...['truncated', 'html', 'empty', 'noData', 'wrongTypes', 'bigTotal', 'huge', 'gzipBomb', 'duplicateKeys', 'proto'],
];

/** Takes faults from the control door. A misspelt one is refused: it would do nothing, and a test would pass on it. */
export function parseFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new TypeError('faults must be an array');
  for (const fault of value) {
    mustKnow(fault, FAULT_KEYS, 'fault');
    if (fault.match !== undefined) mustKnow(fault.match, MATCH_KEYS, 'match');
    const operation = fault.match?.operation;
    if (operation !== undefined && !OPERATIONS.includes(operation)) throw new TypeError(`no operation ${operation}`);
    if (fault.effect !== undefined && fault.effect !== 'done' && !(fault.effect?.laterMs >= 0))
      throw new TypeError('effect must be "done" or {laterMs}');
    if (fault.body !== undefined && !BODY_FAULTS.includes(fault.body))
      throw new TypeError(`unknown body ${fault.body}`);
  }
  return value;
}

function mustKnow(value: unknown, keys: readonly string[], where: string): void {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${where} must be an object`);
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown key ${unknown} in ${where}`);
}

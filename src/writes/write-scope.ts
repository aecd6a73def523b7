import type { Call, CallReport, CfwClient } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import { InputFaults } from './input/input-faults.ts';
import type { WriteMemory } from './write-memory.ts';
import type { ItemOutcome, WriteOutcome, WriteReport, WriteTarget } from './write-report.ts';

/** What a list is: the words of its resource on the query (`ListResource.identity`). */
export type ListIdentity = readonly (string | null)[];

/** What the writes of one request are made with. */
export interface WriteAccess {
  readonly client: CfwClient;
  readonly endpoint: string;
  readonly memory: WriteMemory;
  /** What tells this caller from others who use the same credentials. */
  readonly subject: string | null;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  /** @throws CfwError when the caller names no credentials, or no project that can be used */
  tenant(): Tenant;
  /** @throws CfwError when no more calls may be made, or fewer than `spare` would be left */
  reserve(spare: number): void;
  report(report: CallReport): void;
  /** A list of the project was written to: from now on no read of the project may be older. */
  outdate(projectId: string, list: ListIdentity): Promise<void>;
  /** Told of each write when it has ended. */
  tell(report: WriteReport): void;
}

/** What a write tells of itself at its end. */
export interface Account {
  readonly ids: readonly string[];
  readonly outcomes: readonly (WriteOutcome | ItemOutcome)[];
}

/** Time kept for the answer, of what the request has. */
const ANSWER_MS = 300;
const ANSWER_SHARE = 0.05;
/** And of that, time kept to look at the list after the last sending. */
const LOOK_MS = 2_000;
const LOOK_SHARE = 0.2;
/** And so many calls: all of a full list. A write whose effect nobody could look for is not sent. */
const LOOK_CALLS = 2;

/** The writes of one request. */
export class WriteScope {
  readonly access: WriteAccess;
  /** After this nothing may still be sent, or read, on the clock of `performance.now()`. */
  readonly #sendBy: number;
  readonly #readBy: number;
  /** The list that is written to: the writes of a request are carried out one after the other. */
  #list: ListIdentity = [];

  constructor(access: WriteAccess) {
    this.access = access;
    const remaining = Math.max(0, access.deadline - performance.now());
    this.#readBy = access.deadline - Math.min(ANSWER_MS, remaining * ANSWER_SHARE);
    this.#sendBy = this.#readBy - Math.min(LOOK_MS, remaining * LOOK_SHARE);
  }

  /** Milliseconds in which the list may still be read. */
  get timeToReadMs(): number {
    return this.#left(this.#readBy);
  }

  /** Milliseconds in which a write may still be sent. */
  get timeToSendMs(): number {
    return this.#left(this.#sendBy);
  }

  /** What a read of a write is made with. */
  reading(): Call {
    return this.#call(this.#readBy, 0);
  }

  /** What a write is sent with. */
  sending(): Call {
    return this.#call(this.#sendBy, LOOK_CALLS);
  }

  /** It joins no other call, and no other joins it. Nobody's leaving ends it: the deadline alone does. */
  #call(deadline: number, spareCalls: number): Call {
    const { access } = this;
    const timeLeftMs = this.#left(deadline);
    return {
      tenant: access.tenant(),
      generation: () => null,
      signal: timeLeftMs > 0 ? AbortSignal.timeout(Math.ceil(timeLeftMs)) : AbortSignal.abort(),
      deadline,
      reserve: () => access.reserve(spareCalls),
      report: (report) => access.report(report),
    };
  }

  #left(deadline: number): number {
    return this.access.memory.isOver ? 0 : deadline - performance.now();
  }

  /** What tells the list that is written to from all others. */
  get listName(): string {
    return JSON.stringify([this.access.tenant().projectId, ...this.#list]);
  }

  /** From now on nobody is shown what was read before; on other replicas, once this has resolved. */
  outdate(): Promise<void> {
    return this.access.outdate(this.access.tenant().projectId, this.#list);
  }

  /** Carries a write out to its end, whoever leaves meanwhile, and tells of it. */
  carryOut<Result>(
    target: WriteTarget,
    list: ListIdentity,
    work: () => Promise<Result>,
    accountOf: (result: Result) => Account,
  ): Promise<Result> {
    const { projectId } = this.access.tenant();
    const since = performance.now();
    this.#list = list;
    const tell = async (account: Account, code: string | null) => {
      await this.outdate();
      const outcomes = new Map<WriteOutcome | ItemOutcome, number>();
      for (const outcome of account.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const durationMs = performance.now() - since;
      this.access.tell({ ...target, projectId, ids: account.ids, outcomes, code, durationMs });
    };
    const underWay = work().then(
      async (result) => {
        await tell(accountOf(result), null);
        return result;
      },
      async (error: unknown) => {
        await tell({ ids: [], outcomes: [] }, codeOf(error));
        throw error;
      },
    );
    this.access.memory.began(underWay);
    return underWay;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof InputFaults) return 'BAD_USER_INPUT';
  return error instanceof CfwError ? error.code : 'INTERNAL_SERVER_ERROR';
}

import type { LeavingSignal } from '../runtime/leaving.ts';
import type { Rates } from './rates.ts';
import type { Secret } from './secret.ts';

/** What the replicas of a gateway have in common. There are two furnishings: this process alone, and Redis. */
export interface SharedState {
  readonly rates: Rates;
  /** What there is only where there may be other replicas. */
  readonly others: Others | undefined;
  close(): Promise<void>;
}

/** What is asked of other replicas. Nothing of it ever fails: where they cannot be asked, this one is alone. */
export interface Others {
  readonly flights: SharedFlights;
  readonly writes: SharedWrites;
  readonly outcomes: SharedOutcomes;
  readonly turns: SharedTurns;
  readonly trials: SharedTrials;
  readonly polls: SharedPolls;
}

/** What a replica knows when it is about to make a call. */
export interface Ticket {
  /** Which writes of the project, on whatever replica, the call has to show: it joins no call of another generation. */
  readonly generation: string;
  /** Whether this replica makes the call; else another makes it already. */
  readonly leads: boolean;
  /** The name of the call under way. */
  readonly flight: string;
  /** Tells this call from any other of the same name. */
  readonly token: string;
}

/** Calls under way: what one replica asks of CFW, the others wait for. */
export interface SharedFlights {
  /** @param call everything that makes the call what it is; null: the others cannot be asked */
  board(secret: Secret, project: string, call: string): Promise<Ticket | null>;
  /** Told that the call has ended, however it went. `answer` is asked only when somebody waits; null: there is none. */
  land(secret: Secret, ticket: Ticket, answer: (() => string) | null): void;
  /** The answer that the leading replica got; null when it has none to give, so that others go on by themselves. */
  answer(secret: Secret, ticket: Ticket, signal: LeavingSignal): Promise<string | null>;
}

/** What writes have made stale. */
export interface SharedWrites {
  /** A project was written to: what begins on any replica after this has resolved joins nothing that began before it. */
  wrote(project: string): Promise<void>;
}

/**
 * What an idempotency key stands for: `mine`: nothing yet, and now it is for this replica to do; `kept`: the outcome;
 * `otherWish`: another input; `underWay`: another replica is at it; `lost`: one was, and has died; `alone`: the others
 * cannot be asked.
 */
export type Claim =
  | { readonly kind: 'mine' | 'otherWish' | 'underWay' | 'lost' | 'alone' }
  | { readonly kind: 'kept'; readonly outcome: string };

/** Outcomes of writes by their idempotency keys. */
export interface SharedOutcomes {
  claim(secret: Secret, key: string, wish: string): Promise<Claim>;
  /** Told the outcome of what was `mine`; null: it had no effect, and may be tried again. */
  keep(secret: Secret, key: string, wish: string, outcome: string | null): Promise<void>;
}

/** What only one replica may do at a time. */
export interface SharedTurns {
  /** Asks for a turn, which is held until it is left: this replica has it, another has, or the others cannot be asked. */
  claim(name: string): Promise<'mine' | 'taken' | 'alone'>;
  leave(name: string): void;
}

/** How often CFW has refused the signatures of a key, on whatever replica. */
export interface SharedTrials {
  /** Whether an attempt for the project may go out: yes; not while others are out; or not for so many milliseconds. */
  enter(secret: Secret, projectId: string): Promise<'in' | 'wait' | { readonly pausedMs: number }>;
  /** Told what came of it; null: nothing can be said of the key. */
  leave(secret: Secret, projectId: string, accepted: boolean | null): void;
}

/** Lists that are followed: one replica polls each of them, the others are told what it saw. */
export interface SharedPolls {
  /**
   * One list, as one credential sees it.
   *
   * @param list everything that makes the list this one
   * @param leaseMs so long after the replica that polls has died, another may
   * @param heard told that there is something new of it
   */
  open(secret: Secret, list: string, leaseMs: number, heard: () => void): SharedList;
  /** Tells the others that something was written to a list, whoever looks at it. */
  wrote(list: string): void;
  /** Is told what others have written to. @returns ends that */
  onWrite(list: string, heard: () => void): () => void;
}

/** What is known of a list on all replicas. */
export interface SharedList {
  /**
   * Asks to poll the list.
   *
   * @param version the state that this replica knows; null for none
   */
  turn(version: string | null): Promise<ListTurn>;
  /** Told what this replica has seen in its turn. `rows` is asked only when the state is another. */
  tell(version: string, summary: string, rows: () => string, picture: () => string): void;
  /** The picture of a state that some replica has seen lately; null when it is not known. */
  recall(version: string): Promise<string | null>;
  /** This replica follows the list no more. */
  close(): void;
}

export interface ListTurn {
  /** Whether this replica polls the list; else another does. */
  readonly leads: boolean;
  /** What the others saw last; null when that is not known. */
  readonly seen: { readonly summary: string; readonly rows: string | null } | null;
}

import type { KeptOutcomes } from '../memory/kept-outcomes.ts';
import { SeenRows } from '../memory/seen-rows.ts';
import type { Turns } from '../memory/turns.ts';
import type { Others } from '../shared/shared-state.ts';
import type { TaskOutcome } from './task-outcome.ts';

/** What all writes of a process share. */
export class WriteMemory {
  /** Creates of capture tasks on one firewall go one by one: each must know what was there before it. */
  readonly turns: Turns;
  readonly outcomes: KeptOutcomes<TaskOutcome>;
  readonly seen = new SeenRows();
  /** What is asked of other replicas; undefined: this process alone. */
  readonly others: Pick<Others, 'outcomes' | 'turns'> | undefined;
  readonly #underWay = new Set<Promise<unknown>>();
  #isOver = false;

  constructor(
    turns: Turns,
    outcomes: KeptOutcomes<TaskOutcome>,
    others: Pick<Others, 'outcomes' | 'turns'> | undefined,
  ) {
    this.turns = turns;
    this.outcomes = outcomes;
    this.others = others;
  }

  /** Whether the process ends now, so that nothing is sent or looked at any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Notes a write that has begun: it is finished, also when its caller has left. */
  began(write: Promise<unknown>): void {
    const over = () => void this.#underWay.delete(write);
    this.#underWay.add(write);
    write.then(over, over);
  }

  /** Waits for the writes under way; each has a deadline. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** What is under way tells what it knows by now. */
  end(): void {
    this.#isOver = true;
  }
}

import { diffOf } from './history/diff.ts';
import type { History } from './history/history.ts';
import { digestOf, type Picture, takePicture } from './history/picture.ts';
import type { ListChanges } from './list-changes.ts';
import type { Poll, Reading } from './poll.ts';

const NOTHING = { added: [], changed: [], removed: [] } as const;

/** What is known of a list: its last picture, and how it came to that. */
export class ListState<Row> {
  readonly #identity: string;
  readonly #identify: (row: Row) => string | null;
  readonly #history: History<Row>;
  /** What was made of the last poll, by the version it begins with. */
  readonly #events = new Map<string | null, ListChanges<Row>>();
  #picture: Picture | null = null;
  #lastPoll: Poll | null = null;
  #seenAt = Number.NEGATIVE_INFINITY;
  #wasMixed = false;

  constructor(identity: string, identify: (row: Row) => string | null, history: History<Row>) {
    this.#identity = identity;
    this.#identify = identify;
    this.#history = history;
  }

  /** Null before the first picture. */
  get version(): string | null {
    return this.#picture?.version ?? null;
  }

  get picture(): Picture | null {
    return this.#picture;
  }

  /** Takes up what another replica, or this one at another time, has seen: what is seen next is compared with it. */
  recall(picture: Picture): void {
    this.#picture = picture;
  }

  /** How old the last picture is. */
  get ageMs(): number {
    return performance.now() - this.#seenAt;
  }

  /**
   * Takes in what a poll has read, and what then was different. A list that kept changing while it was read is taken as
   * it came only where there is nothing better: when nothing is known yet, or when that happens again and again, and no
   * row is there twice. Else followers would wait for ever for a list that CFW never gives without a contradiction.
   */
  see({ rows, total, isMixed }: Reading<Row>): void {
    const before = this.#picture;
    const isAgain = this.#wasMixed;
    this.#wasMixed = isMixed;
    if (isMixed && before !== null && !(isAgain && this.#areDistinct(rows))) return;
    const after = takePicture(this.#identity, rows, total, this.#identify);
    this.#picture = after;
    this.#seenAt = performance.now();
    if (before === null || before.version === after.version) return;
    const diff = diffOf(before, after);
    const present = new Map<string, Row>();
    for (const row of rows) {
      const id = this.#identify(row);
      const after = id === null ? undefined : diff.get(id)?.after;
      if (id !== null && after != null && after === digestOf(row)) present.set(id, row);
    }
    this.#history.add(before.version, diff, present);
  }

  #areDistinct(rows: readonly Row[]): boolean {
    const ids = rows.map(this.#identify).filter((id) => id !== null);
    return new Set(ids).size === ids.length;
  }

  /** Told that a poll has ended, however it went. */
  polled(poll: Poll): void {
    this.#lastPoll = poll;
    this.#events.clear();
  }

  /**
   * What changed since a version; a reset when that is not known. The same object for all who know the same version, so
   * that what is made of it is made once.
   */
  changesSince(version: string | null): ListChanges<Row> {
    const known = this.#events.get(version);
    if (known !== undefined) return known;
    const changes = this.#changesSince(version, this.#picture!);
    // What nobody knows is the same for all; and a caller could make up any number of versions.
    this.#events.set(changes.reset ? null : version, changes);
    return changes;
  }

  /** Forgets everything that was seen. */
  forget(): void {
    this.#picture = null;
    this.#events.clear();
    this.#history.clear();
  }

  #changesSince(version: string | null, picture: Picture): ListChanges<Row> {
    const rest = { totalCount: picture.total, version: picture.version, poll: this.#lastPoll! };
    if (version === picture.version) return { ...NOTHING, ...rest, reset: false };
    const since = version === null ? null : this.#history.since(version);
    if (since !== null) return { ...since, ...rest, reset: false };
    return this.#events.get(null) ?? { ...NOTHING, ...rest, reset: true };
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { type Changes, LIST, StressFollower } from './followers.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** What a front end fetches when it is told to begin anew. */
export async function fetchRows(port: number): Promise<readonly Row[]> {
  const query = `{ captureTasks(firewallId: "${LIST.firewallId}", first: 1000) { nodes { id name } } }`;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': 'a-token' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data?: { captureTasks: { nodes: Row[] } | null } };
    if (data?.captureTasks) return data.captureTasks.nodes;
    await wait(100);
  }
}

/** One who comes and goes, keeps what it is told, and notices what is told twice. */
export class Wanderer {
  readonly rows = new Map<string, string>();
  readonly faults: string[] = [];
  since: string | undefined;
  resets = 0;
  current: StressFollower | undefined;
  readonly #fetch: ((port: number) => Promise<readonly Row[]>) | undefined;
  /** Events are taken one after the other, also while something is fetched. */
  #taken: Promise<void> = Promise.resolve();

  /** @param fetch what is done on a reset; left out: nothing, for those who only look at what they are told */
  constructor(fetch?: (port: number) => Promise<readonly Row[]>) {
    this.#fetch = fetch;
  }

  follow(port: number): void {
    const asks = this.since === undefined ? {} : { since: this.since };
    this.current = new StressFollower(port, asks, (changes, follower) => {
      if (follower !== this.current) return;
      this.since = changes.version;
      this.#taken = this.#taken.then(() => this.#take(changes, port));
    });
  }

  leave(): void {
    this.current?.socket.destroy();
    this.current = undefined;
  }

  async #take({ added, changed, removed, reset }: Changes, port: number): Promise<void> {
    if (reset) this.resets++;
    if (reset && this.#fetch !== undefined) {
      this.rows.clear();
      for (const { id, name } of await this.#fetch(port)) this.rows.set(id, name);
    }
    for (const id of removed) if (!this.rows.delete(id)) this.faults.push(`removed twice, or never told: ${id}`);
    for (const { id, name } of added) {
      if (this.rows.has(id)) this.faults.push(`added twice: ${name}`);
      this.rows.set(id, name);
    }
    for (const { id, name } of changed) {
      if (!this.rows.has(id)) this.faults.push(`changed, but never added: ${name}`);
      this.rows.set(id, name);
    }
  }
}

import { connect, type Socket } from 'node:net';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { requestBytes } from '../client.ts';

/** The list that is followed: the capture tasks of this firewall, in as many projects as there are lists. */
export const LIST = { list: 'captureTasks', firewallId: FIREWALLS.single };

const QUERY = `subscription Follow($since: String) {
  captureTaskChanges(firewallId: "${FIREWALLS.single}", since: $since) {
    added { id name } changed { id name } removed totalCount version reset
  }
}`;

export interface Changes {
  readonly added: readonly { readonly id: string; readonly name: string }[];
  readonly changed: readonly { readonly id: string; readonly name: string }[];
  readonly removed: readonly string[];
  readonly version: string;
  readonly reset: boolean;
}

/** How a follower asks. */
export interface Asks {
  readonly projectId?: string;
  readonly token?: string;
  readonly since?: string;
}

/** One who follows over Server-Sent Events, at next to no cost for whoever measures. */
export class StressFollower {
  readonly socket: Socket;
  /** When each event came, on the clock of `performance.now()`. */
  readonly times: number[] = [];
  readonly #onChanges: ((changes: Changes, follower: StressFollower) => void) | undefined;
  #unread = '';
  /** What came that is no event of a list: errors, refusals. */
  readonly complaints: string[] = [];

  constructor(port: number, asks: Asks, onChanges?: (changes: Changes, follower: StressFollower) => void) {
    this.#onChanges = onChanges;
    const { projectId, token = 'a-token', since } = asks;
    const headers = {
      accept: 'text/event-stream',
      'x-auth-token': token,
      ...(projectId !== undefined && { 'x-project-id': projectId }),
    };
    const request = requestBytes('/graphql', headers, {
      query: QUERY,
      variables: since === undefined ? {} : { since },
    });
    this.socket = connect(port, '127.0.0.1', () => this.socket.write(request));
    this.socket.on('error', () => undefined).on('data', (chunk: Buffer) => this.#take(chunk.toString('latin1')));
  }

  #take(text: string): void {
    if (/^HTTP\/1.1 [^2]/.test(text)) this.complaints.push(text.slice(0, 100));
    this.#unread += text;
    for (;;) {
      const end = this.#unread.indexOf('\n\n');
      if (end < 0) return;
      const message = this.#unread.slice(0, end);
      this.#unread = this.#unread.slice(end + 2);
      const data = /data: (\{.*\})/.exec(message)?.[1];
      if (data !== undefined) this.#event(data);
    }
  }

  #event(data: string): void {
    this.times.push(performance.now());
    if (this.#onChanges === undefined) return;
    const { captureTaskChanges } = JSON.parse(data).data ?? {};
    if (captureTaskChanges) this.#onChanges(captureTaskChanges, this);
    else this.complaints.push(data.slice(0, 200));
  }
}

const TOGETHER = 200;

/** Opens so many followers, some at a time, and waits until each has had its first event. */
export async function openFollowers(
  count: number,
  url: string,
  asksOf: (index: number) => Asks,
  onChanges?: (changes: Changes, follower: StressFollower) => void,
): Promise<StressFollower[]> {
  const port = Number(new URL(url).port);
  const followers: StressFollower[] = [];
  while (followers.length < count) {
    const size = Math.min(TOGETHER, count - followers.length);
    const some = Array.from({ length: size }, (_, index) => {
      return new StressFollower(port, asksOf(followers.length + index), onChanges);
    });
    followers.push(...some);
    await until(() => some.every(({ times, complaints }) => times.length + complaints.length > 0), 30_000);
  }
  return followers;
}

/** Waits until something is so; whether it was, in time. */
export async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!isSo() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return isSo();
}

import { Agent, type IncomingMessage, request } from 'node:http';
import { FOLLOWED_FIREWALL, TOKEN } from '../dataset.ts';
import { intervalOf } from '../interval.ts';
import { cpuMs } from '../processes.ts';

/** Whom to follow by, and where its list is changed. */
export interface FollowersQuestion {
  readonly origin: string;
  readonly pid: number;
  readonly changeUrl: string;
}

/** What it costs to tell a change to one of those who follow a list, with the polls that it takes. */
export interface Told {
  readonly followers: number;
  /** CPU milliseconds. */
  readonly cpuPerEvent: number;
  /** Milliseconds until the last follower knows. */
  readonly lastToldMs: number;
}

const FOLLOWERS = 1_000;
const CHANGES = 20;

const BODY = JSON.stringify({
  query: `subscription Follow($firewallId: ID!) {
    captureTaskChanges(firewallId: $firewallId) {
      added { taskId name status } changed { taskId name status } removed totalCount version reset
    }
  }`,
  variables: { firewallId: FOLLOWED_FIREWALL },
});
const HEADERS = {
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(BODY)),
  accept: 'text/event-stream',
  'x-auth-token': TOKEN,
};

/** Follows the list over Server-Sent Events. */
function follow(origin: string, agent: Agent, told: () => void, failed: (error: Error) => void): void {
  const sent = request(
    `${origin}/graphql`,
    { method: 'POST', agent, headers: HEADERS },
    (response: IncomingMessage) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        for (const _ of text.matchAll(/^event: next$/gm)) told();
      });
      response.on('error', failed);
      response.on('end', () => failed(new Error('a stream ended')));
    },
  );
  sent.on('error', failed);
  sent.end(BODY);
}

async function measure({ origin, pid, changeUrl }: FollowersQuestion): Promise<Told> {
  const agent = new Agent();
  let left = 0;
  let allTold: () => void;
  let fail: (error: Error) => void;
  const everybody = () =>
    new Promise<void>((resolve, reject) => {
      left = FOLLOWERS;
      allTold = resolve;
      fail = reject;
    });
  const told = (): void => {
    if (--left === 0) allTold();
  };
  const opened = everybody();
  for (let index = 0; index < FOLLOWERS; index++) follow(origin, agent, told, (error) => fail(error));
  await opened;
  const cpuBefore = cpuMs(pid);
  const delays: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const since = performance.now();
    const known = everybody();
    await fetch(changeUrl);
    await known;
    delays.push(performance.now() - since);
  }
  const cpuPerEvent = (cpuMs(pid) - cpuBefore) / (CHANGES * FOLLOWERS);
  return { followers: FOLLOWERS, cpuPerEvent, lastToldMs: intervalOf(delays).median };
}

process.on('message', (question: FollowersQuestion) => {
  measure(question).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

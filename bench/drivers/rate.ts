import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { exchange, type LoadRequest } from '../exchange.ts';

/** What is sent, and where to. */
export interface RateQuestion {
  readonly origin: string;
  readonly requests: readonly LoadRequest[];
}

/** The highest rate that was held, and how slow the slowest hundredth was at it. */
export interface HeldRate {
  readonly perSecond: number;
  readonly p99: number;
}

const PATIENCE_MS = 50;
const SECONDS = 2;
const FIRST_RATE = 50;
/** Between the last rate that was held and the first that was not. */
const HALVINGS = 5;
/** So many under way are more than can be answered in time. */
const TOO_MANY = 1_000;

/**
 * Sends so many requests a second, whether or not answers come. A request counts from when it was due, so that one that
 * is sent late counts as slow.
 *
 * @returns the 99th percentile in milliseconds; infinity where a request failed or too many were under way
 */
async function p99At(perSecond: number, { origin, requests }: RateQuestion, agent: Agent): Promise<number> {
  const latencies: number[] = [];
  const sent: Promise<void>[] = [];
  let hasFailed = false;
  const since = performance.now();
  for (let now = 0; now < SECONDS * 1_000 && !hasFailed; now = performance.now() - since) {
    while (sent.length < (now / 1_000) * perSecond) {
      const due = since + (sent.length / perSecond) * 1_000;
      const answered = exchange(origin, agent, requests[sent.length % requests.length]!).then(
        () => void latencies.push(performance.now() - due),
        () => {
          hasFailed = true;
        },
      );
      sent.push(answered);
    }
    hasFailed ||= sent.length - latencies.length > TOO_MANY;
    await wait(1);
  }
  await Promise.all(sent);
  latencies.sort((one, other) => one - other);
  return hasFailed ? Number.POSITIVE_INFINITY : latencies[Math.floor(latencies.length * 0.99)]!;
}

/** A rate is held that is held once in two trials: what else the machine does slows one down and speeds none up. */
async function highestRate(question: RateQuestion): Promise<HeldRate> {
  const agent = new Agent({ keepAlive: true });
  const held = async (perSecond: number): Promise<HeldRate | null> => {
    for (let trial = 0; trial < 2; trial++) {
      const p99 = await p99At(perSecond, question, agent);
      if (p99 <= PATIENCE_MS) return { perSecond, p99 };
    }
    return null;
  };
  let best: HeldRate = { perSecond: 0, p99: 0 };
  let tooFast = FIRST_RATE;
  for (let rate = await held(tooFast); rate !== null; rate = await held(tooFast)) {
    best = rate;
    tooFast *= 2;
  }
  for (let halving = 0; halving < HALVINGS; halving++) {
    const between = Math.round((best.perSecond + tooFast) / 2);
    const rate = await held(between);
    if (rate === null) tooFast = between;
    else best = rate;
  }
  agent.destroy();
  return best;
}

process.on('message', (question: RateQuestion) => {
  highestRate(question).then(
    (rate) => process.send?.(rate),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

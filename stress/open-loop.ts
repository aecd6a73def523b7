import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from './client.ts';

/** Sends so many requests a second, whether or not answers come. Resolves with all replies. */
export async function openLoop(seconds: number, perSecond: number, send: () => Promise<Reply>): Promise<Reply[]> {
  const replies: Promise<Reply>[] = [];
  const since = performance.now();
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - since) / 1_000) {
    while (replies.length < elapsed * perSecond) replies.push(send());
    await wait(2);
  }
  return Promise.all(replies);
}

/** Keeps so many requests under way for a time. Resolves with all replies. */
export async function closedLoop(seconds: number, connections: number, send: () => Promise<Reply>): Promise<Reply[]> {
  const replies: Reply[] = [];
  const until = performance.now() + seconds * 1_000;
  const loop = async () => {
    while (performance.now() < until) replies.push(await send());
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return replies;
}

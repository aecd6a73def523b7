import { createHash } from 'node:crypto';
import type { Client } from './client.ts';

/** A script that Redis runs as one step. */
export interface Script {
  readonly text: string;
  /** What Redis knows it by when it has seen it. */
  readonly sha: string;
}

export function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

/** Runs a script, which Redis is sent where it does not know it yet. */
export async function evaluate(
  client: Client,
  { text, sha }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...args.map(String)];
  try {
    return await client.sendCommand(['EVALSHA', sha, ...rest]);
  } catch (error) {
    if (!String((error as Partial<Error>).message).startsWith('NOSCRIPT')) throw error;
    return client.sendCommand(['EVAL', text, ...rest]);
  }
}

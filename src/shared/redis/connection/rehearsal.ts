import { type Client, clientOf } from './client.ts';
import { deniedTo, faultOf } from './faults.ts';
import { evaluate, script } from './script.ts';

// Every command that any script uses, once; on two names, which a node of a cluster does not take together. It begins with
// one that takes memory: where a script has written something, a full Redis lets it go on.
const EVERYTHING = script(`
local text, other = KEYS[1], KEYS[2]
redis.call('SET', text, '1', 'PX', 1000)
redis.call('DEL', other)
redis.call('GET', text)
redis.call('INCR', text)
redis.call('APPEND', text, '1')
redis.call('EXISTS', text)
redis.call('PTTL', text)
redis.call('HSET', other, 'field', '1')
redis.call('HGET', other, 'field')
redis.call('HMGET', other, 'field')
redis.call('HGETALL', other)
redis.call('DEL', other)
redis.call('TIME')
redis.call('ZADD', other, 1, 'member', 2, 'another')
redis.call('PEXPIRE', other, 1000)
redis.call('ZCARD', other)
redis.call('ZSCORE', other, 'member')
redis.call('ZRANGE', other, 0, 0)
redis.call('ZREM', other, 'member')
redis.call('ZREMRANGEBYSCORE', other, 0, 1)
return redis.call('PUBLISH', ARGV[1], '')`);

/** Makes Redis do once whatever may be asked of it later: rejects when it is full, may only be read, or does not let us. */
export function rehearse(client: Client, name: string, channel: string): Promise<unknown> {
  return Promise.all([
    client.ping(),
    client.sendCommand(['EVAL', 'return 1', '0']),
    evaluate(client, EVERYTHING, [`${name}:a`, `${name}:b`], [channel]),
  ]);
}

/** What is wrong with a Redis, as `faultOf` and `deniedTo` tell it; null: nothing. */
export async function tryRedis(
  url: string,
): Promise<{ readonly fault: string; readonly denied: string | null } | null> {
  const client = clientOf(url, false);
  // What is no Redis answers things that end no command.
  const failed = new Promise<never>((_, reject) => client.on('error', reject));
  try {
    const name = 'cfw-graphql:check';
    await Promise.race([client.connect(), failed]);
    await Promise.race([rehearse(client, name, name), failed]);
    await Promise.race([client.subscribe(name, () => undefined), failed]);
    return null;
  } catch (error) {
    return { fault: faultOf(error), denied: deniedTo(error) };
  } finally {
    client.destroy();
  }
}

import { type Finding, failed, ok } from './finding.ts';

/** Whether the Redis or Valkey that replicas share lets this one in, and lets it write. */
export async function checkRedis(redisUrl: string): Promise<Finding> {
  const { tryRedis } = await import('../shared/redis/connection/client.ts');
  const { fault } = await tryRedis(redisUrl);
  return fault === null
    ? ok('redis', 'lets this gateway in and lets it write; replicas act as one')
    : failed('redis', `${ADVICE[fault] ?? `REDIS_URL does not work (${fault}).`} Check REDIS_URL.`);
}

const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there (ECONNREFUSED).',
  ENOTFOUND: 'The host has no address (ENOTFOUND).',
  WRONGPASS: 'The user or the password is wrong (WRONGPASS).',
  NOAUTH: 'It wants a password (NOAUTH).',
  NOPERM: 'The user may not write keys that begin with cfw-graphql: (NOPERM).',
  READONLY: 'It is a replica that can only be read (READONLY).',
};

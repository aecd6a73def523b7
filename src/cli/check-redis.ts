import { type Finding, failed, ok } from './finding.ts';

/** Whether the Redis or Valkey that replicas share lets this one in, and lets it do all that it needs. */
export async function checkRedis(redisUrl: string): Promise<Finding> {
  const { tryRedis } = await import('../shared/redis/connection/rehearsal.ts');
  const problem = await tryRedis(redisUrl);
  if (problem === null) return ok('redis', 'lets this gateway in and lets it write; replicas act as one');
  const { fault, denied } = problem;
  return failed('redis', `${fault === 'NOPERM' ? deniedText(denied) : adviceOn(fault)} (${fault}). Check REDIS_URL.`);
}

function deniedText(denied: string | null): string {
  const what =
    denied === 'keys' || denied === 'channels'
      ? `use ${denied} that begin with cfw-graphql:`
      : denied === null
        ? 'do all that is needed'
        : `use the command ${denied}`;
  return `The user may not ${what}; docs/operating.md has the rules of one that may`;
}

function adviceOn(fault: string): string {
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(fault)) {
    return 'Its certificate is not accepted; an authority of your own is trusted with NODE_EXTRA_CA_CERTS=<file>';
  }
  if (/SSL|EPROTO/.test(fault)) return 'It does not speak TLS; without TLS the scheme is redis';
  return ADVICE[fault] ?? 'It does not work';
}

const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there',
  ECONNRESET: 'It closes the connection; one that speaks TLS alone wants the scheme rediss',
  ENOTFOUND: 'The host has no address',
  ETIMEDOUT: 'There is no answer; one that does not speak TLS gives none to the scheme rediss',
  NOT_REDIS: 'What answers there is no Redis',
  WRONGPASS: 'The user or the password is wrong',
  NOAUTH: 'It wants a password',
  READONLY: 'It is a replica that can only be read',
  OOM: 'It is full',
  LOADING: 'It has not read its data yet',
  MAXCLIENTS: 'It takes no more connections; each replica of this gateway needs two',
  CROSSSLOT: 'It is a node of a cluster; one server, or one endpoint in front of several, is needed',
};

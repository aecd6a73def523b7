import { describe } from '@jest/globals';
import { SERVERS } from './redis-server.ts';

export { freePort, type RedisServer, startRedis } from './redis-server.ts';

if (SERVERS.length === 0 && process.env.CI === 'true') {
  throw new Error('There is no redis-server on this machine, and CI=true wants what is shared to be tested.');
}

/** Tests that need a real server, once for each there is. Without any they are skipped, and say so. */
export function withEachServer(tests: (program: string) => void): void {
  if (SERVERS.length > 0) describe.each(SERVERS)('on %s', tests);
  else describe.skip('without a redis-server on this machine nothing shared is tested', () => tests('redis-server'));
}

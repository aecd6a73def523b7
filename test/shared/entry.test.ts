import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { runCheck } from '../../src/cli/check-command.ts';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { startGatewayProcess } from '../http/gateway-process.ts';
import { FOLLOW_ENTRIES, openStream } from '../live/streams.ts';
import { freePort, type RedisServer, withEachServer } from '../support/redis.ts';
import { tasks } from './load.ts';
import { codeOf, type Replicas, startReplicas } from './replicas.ts';

const PASSWORD = 'CANARY-password';
const CERTIFICATE = 'test/fixtures/tls/certificate.pem';
const KEY = 'test/fixtures/tls/key.pem';

let bed: Replicas | undefined;
const servers: Server[] = [];
afterEach(async () => {
  await bed?.close();
  bed = undefined;
  for (const server of servers.splice(0)) server.close();
});

/** What `check` says of a Redis, without its password. */
async function finding(REDIS_URL: string): Promise<string> {
  const lines: string[] = [];
  await runCheck({ CFW_ENDPOINT: 'http://127.0.0.1:1', REDIS_URL }, undefined, (line) => lines.push(line));
  expect(lines.join('\n')).not.toContain('CANARY');
  return lines.find((line) => line.includes('redis: '))!;
}

/** The commands of the documents that make the user. */
async function userRules(): Promise<string[]> {
  const page = await readFile('docs/operating.md', 'utf8');
  const [, text] = /<!-- acl:begin -->\n```\n([\s\S]*?)```\n<!-- acl:end -->/.exec(page)!;
  return text!.replace('PASSWORD', PASSWORD).trim().split(/\s+/);
}

const urlFor = ({ url }: RedisServer, password = PASSWORD) => url.replace('://', `://cfw-graphql:${password}@`);

withEachServer((program) => {
  describe('a user that may do what the documents say', () => {
    const start = (replicas: number, variables = {}) =>
      startReplicas(program, replicas, variables, {
        urlOf: async (redis) => {
          await redis.command(...(await userRules()));
          await redis.command('ACL', 'SETUSER', 'default', 'resetkeys');
          return urlFor(redis);
        },
      });

    test('is let do all that is asked of Redis', async () => {
      bed = await start(2, { UPSTREAM_RATE: '5000/1m' });
      await Promise.all([bed.sees(0, false), bed.sees(1, false)]);
      const { ask, gateways } = bed;
      const objectId = OBJECTS.emptyInternet;
      const follow = { objectId, listType: 'BLACKLIST' };
      const streams = await Promise.all(gateways.map(({ url }) => openStream(url, FOLLOW_ENTRIES, follow)));
      for (const stream of streams) await stream.changes();
      await bed.control('PUT', 'faults', { faults: [{ latencyMs: 100, times: 1 }] });
      expect((await Promise.all([ask(0, tasks(2)), ask(1, tasks(2))])).map(codeOf)).toEqual(['OK', 'OK']);
      const entries = [{ address: '198.51.100.1', direction: 'SOURCE', protocol: 'TCP', port: '80' }];
      const write =
        'mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome } } }';
      expect(codeOf(await ask(1, write, { input: { ...follow, entries } }))).toBe('OK');
      for (const stream of streams) expect((await stream.changes()).added).toHaveLength(1);
      const create = 'mutation($input: CreateCaptureTaskInput!) { createCaptureTask(input: $input) { outcome } }';
      const input = {
        ...{ firewallId: FIREWALLS.empty, name: 'one', duration: 10, maxPackets: 1000, protocol: 'TCP' },
        ...{ sourceAddress: '192.0.2.1', destAddress: '192.0.2.2', idempotencyKey: 'key-1' },
      };
      for (const replica of [0, 1]) expect(codeOf(await ask(replica, create, { input }))).toBe('OK');
      for (const stream of streams) stream.leave();
      expect(await bed.redis.command('ACL', 'LOG')).toEqual([]);
      expect(bed.said(0)).toMatchObject([{ level: 'info' }]);
      expect(JSON.stringify(bed.said(0))).not.toContain('CANARY');
    });

    test('and needs every one of these rights, which `check` names', async () => {
      bed = await start(0);
      const { redis } = bed;
      const rules = await userRules();
      const lacks = new Map([
        ['keys', { rules: ['resetkeys', '~another:*'], text: 'use keys that' }],
        ['channels', { rules: ['resetchannels', '&another:*'], text: 'use channels that' }],
      ]);
      for (const name of rules.filter((rule) => rule.startsWith('+')).map((rule) => rule.slice(1))) {
        lacks.set(name, { rules: [`-${name}`], text: `use the command ${name.toUpperCase()};` });
      }
      const lacking = async (name: string, more: readonly string[]) => {
        await redis.command('ACL', 'SETUSER', name, ...rules.slice(3), ...more);
        return finding(urlFor(redis).replace('cfw-graphql', name));
      };
      expect(await lacking('nothing', [])).toMatch(/^ok /);
      // One after the other: a connection has so much time, and a busy machine none for all of them at once.
      const found: string[] = [];
      for (const [name, { rules: more }] of lacks) found.push(await lacking(name, more));
      [...lacks.values()].forEach(({ text }, at) => {
        // What a script is not let do, older versions do not name.
        expect(found[at]).toMatch(new RegExp(`^failed   redis: The user may not (${text}|do all)`));
      });
      expect(found.length).toBeGreaterThan(20);
    });

    test('a wrong password is told of, and is in no line', async () => {
      bed = await startReplicas(program, 1, {}, { urlOf: async (redis) => urlFor(redis) });
      expect(codeOf(await bed.ask(0, tasks(3)))).toBe('OK');
      expect(bed.said(0)).toMatchObject([{ level: 'warn', fault: 'WRONGPASS' }]);
      expect(JSON.stringify(bed.said(0))).not.toContain('CANARY');
      expect(await finding(urlFor(bed.redis))).toBe(
        'failed   redis: The user or the password is wrong (WRONGPASS). Check REDIS_URL.',
      );
    });
  });

  test('by TLS, with an authority of our own', async () => {
    const port = await freePort();
    const more = ['--tls-port', `${port}`, '--tls-cert-file', CERTIFICATE, '--tls-key-file', KEY];
    bed = await startReplicas(program, 0, {}, { more: [...more, '--tls-auth-clients', 'no'] });
    const url = `rediss://default:${PASSWORD}@localhost:${port}`;
    const [untrusted, plain] = await Promise.all([finding(url), finding(url.replace('rediss', 'redis'))]);
    expect(untrusted).toMatch(/not accepted; .*NODE_EXTRA_CA_CERTS=<file> \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    expect(plain).toMatch(/wants the scheme rediss \(ECONNRESET\)/);
    const gateway = await startGatewayProcess({
      ...{ CFW_ENDPOINT: bed.cfw, CFW_PROJECT_ID: PROJECTS.main, REDIS_URL: url, NODE_EXTRA_CA_CERTS: CERTIFICATE },
    });
    expect(gateway.output()).toContain('Redis answers');
    expect(gateway.output()).not.toContain('CANARY');
    await gateway.kill();
  });
});

test('TLS is told the name of the URL, so that the right certificate is shown', async () => {
  const [cert, key] = await Promise.all([readFile(CERTIFICATE), readFile(KEY)]);
  const names: string[] = [];
  const server = createServer({
    cert,
    key,
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
  });
  server.on('tlsClientError', () => undefined);
  await finding(`rediss://localhost:${await portOf(server)}`);
  expect(names).toEqual(['localhost']);
});

test.each<[string, (server: Server) => void, RegExp]>([
  [
    'speaks HTTP',
    (server) => server.on('connection', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    /no Redis/,
  ],
  [
    'speaks first',
    (server) => server.on('connection', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')),
    /no Redis/,
  ],
  ['says nothing', () => undefined, /There is no answer.*\(ETIMEDOUT\)/],
])('what %s is named by `check`', async (_, speak, text) => {
  const server = createTcpServer((socket) => socket.on('error', () => undefined));
  speak(server);
  expect(await finding(`redis://user:${PASSWORD}@127.0.0.1:${await portOf(server)}`)).toMatch(text);
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

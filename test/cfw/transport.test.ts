import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials.ts';
import type { CfwError } from '../../src/cfw/errors.ts';
import { type Caller, type CallerOptions, callBy, FIREWALL_ID, PROJECT_ID } from './caller.ts';
import { json, page, type Reply, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;

beforeEach(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 300 });
});
afterEach(async () => {
  await client.close();
  await upstream.close();
});

const MIB = 1024 * 1024;

async function read(call: Caller = callBy(forwardedToken('t'))) {
  return client.listCaptureTasks({ firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call);
}

/** The error of a call that may make one attempt, so that retries do not blur what is tested. */
async function failure(reply: Reply, options: CallerOptions = { maxAttempts: 1 }): Promise<CfwError> {
  upstream.reply = reply;
  return read(callBy(forwardedToken('t'), options)).then(
    () => {
      throw new Error('it was answered');
    },
    (error: CfwError) => error,
  );
}

/** An answer of so many bytes, written as fast as it is read, that counts what was taken. */
function endless(bytes: number, headers: Record<string, string>, taken: { bytes: number }): Reply {
  return (response) => {
    response.writeHead(200, headers);
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const write = () => {
      while (taken.bytes < bytes && !response.destroyed) {
        taken.bytes += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  };
}

describe('the size of an answer', () => {
  test('a declared length above the cap is refused before the body', async () => {
    const taken = { bytes: 0 };
    const error = await failure(endless(64 * MIB, { 'content-length': String(64 * MIB) }, taken));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/16 MiB/) });
    expect(taken.bytes).toBeLessThan(16 * MIB);
  });

  test('an undeclared one is stopped at the cap', async () => {
    const taken = { bytes: 0 };
    const error = await failure(endless(600 * MIB, {}, taken), { maxAttempts: 1, deadlineMs: 5000 });
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(taken.bytes).toBeLessThan(32 * MIB);
  });

  test('a gzip bomb is stopped while it unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * MIB, ' '));
    const before = process.memoryUsage().arrayBuffers;
    const error = await failure((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/16 MiB/) });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MIB);
  });

  test('packed answers within it are read', async () => {
    upstream.reply = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(page([{ task_id: 'a' }]))));
    };
    expect((await read()).rows[0]?.taskId).toBe('a');
  });
});

describe('broken answers', () => {
  test.each<[string, Reply, string]>([
    ['a reset', (response) => response.socket?.resetAndDestroy(), 'UPSTREAM_UNAVAILABLE'],
    ['an end without a word', (response) => response.socket?.end(), 'UPSTREAM_UNAVAILABLE'],
    [
      'a cut in the middle',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"data":', () => response.socket?.destroy());
      },
      'UPSTREAM_UNAVAILABLE',
    ],
    ['no HTTP', (response) => response.socket?.end('HELLO\r\n\r\n'), 'UPSTREAM_INVALID_RESPONSE'],
    [
      'damaged compression',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end('no gzip at all');
      },
      'UPSTREAM_INVALID_RESPONSE',
    ],
    ['no answer', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['headers alone', (response) => response.writeHead(200).flushHeaders(), 'UPSTREAM_TIMEOUT'],
    [
      'a trickle',
      (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      'UPSTREAM_TIMEOUT',
    ],
  ])('%s', async (_, reply, code) => {
    const error = await failure(reply);
    expect(error).toMatchObject({ name: 'CfwError', code, upstream: { status: null } });
    expect(error.cause).toBeUndefined();
  });

  test('a refused connection', async () => {
    const { url } = upstream;
    await upstream.close();
    const other = createCfwClient({ endpoint: url, timeZone: 'UTC', attemptTimeoutMs: 300 });
    const call = callBy(forwardedToken('t'), { maxAttempts: 1 });
    await expect(
      other.listCaptureTasks({ firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await other.close();
  });

  test('a name that does not resolve', async () => {
    const other = createCfwClient({ endpoint: 'http://cfw.invalid', timeZone: 'UTC', attemptTimeoutMs: 3000 });
    const call = callBy(forwardedToken('t'), { maxAttempts: 1 });
    await expect(
      other.listCaptureTasks({ firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await other.close();
  });
});

describe('redirects are not followed', () => {
  test.each([301, 302, 303, 307, 308])(
    '%d to the same host, another host, another port, plain http, itself',
    async (status) => {
      const elsewhere = await startUpstream(json(page([])));
      const targets = [
        `/v1/${PROJECT_ID}/elsewhere`,
        'http://cfw.example.com/',
        elsewhere.url,
        elsewhere.url.replace('127.0.0.1', 'localhost'),
        `/v1/${PROJECT_ID}/capture-task`,
      ];
      for (const location of targets) {
        upstream.received.length = 0;
        const error = await failure(json('', status, { location }));
        expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', upstream: { status } });
        expect(error.message).toMatch(/redirect/);
        expect(upstream.received).toHaveLength(1);
      }
      expect(elsewhere.received).toHaveLength(0);
      await elsewhere.close();
    },
  );
});

describe('connections', () => {
  test('are kept and used again', async () => {
    for (let index = 0; index < 5; index++) await read();
    expect(upstream.received).toHaveLength(5);
    expect(upstream.sockets.size).toBe(1);
  });

  test('cookies are not kept', async () => {
    upstream.reply = json(page([]), 200, { 'set-cookie': 'a=b' });
    await read();
    await read();
    expect(upstream.received[1]?.headers.cookie).toBeUndefined();
  });

  test('proxies of the environment are not used', async () => {
    process.env.HTTP_PROXY = process.env.http_proxy = 'http://127.0.0.1:9';
    await expect(read()).resolves.toMatchObject({ total: 0 });
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;
  });

  test('one that the upstream closed meanwhile is replaced without a retry', async () => {
    await read();
    let first = true;
    const refuse: Reply = (response, request) => {
      if (!first) return json(page([]))(response, request);
      first = false;
      response.socket?.resetAndDestroy();
    };
    upstream.reply = refuse;
    const call = callBy(forwardedToken('t'));
    await expect(read(call)).resolves.toMatchObject({ total: 0 });
    expect(call.paid).toBe(2);
  });

  test('a path before the API’s, and a slash after it, are part of the endpoint', async () => {
    const other = createCfwClient({ endpoint: `${upstream.url}/door/`, timeZone: 'UTC', attemptTimeoutMs: 300 });
    await other.showFirewall('a', undefined, callBy(forwardedToken('t')));
    expect(upstream.received[0]?.target).toBe(
      `/door/v1/${PROJECT_ID}/firewall/exist?fw_instance_id=a&limit=1&offset=0&service_type=0`,
    );
    await other.close();
  });

  test.each(['ftp://x', 'x', 'http://user:pass@x', 'http://x/?q', 'http://x/#f'])('%s is no endpoint', (endpoint) => {
    expect(() => createCfwClient({ endpoint, timeZone: 'UTC', attemptTimeoutMs: 1 })).toThrow(/URL|endpoint/);
  });
});

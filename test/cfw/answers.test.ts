import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { callBy, FIREWALL_ID } from './caller.ts';
import { AnsweringBed } from './client-bed.ts';
import { json, page, type Reply } from './upstream.ts';

const bed = new AnsweringBed();

const MIB = 1024 * 1024;

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
  // Size is the subject, not time: on a busy machine a large answer may take its time.
  beforeEach(async () => {
    await bed.client.close();
    bed.client = createCfwClient({ endpoint: bed.upstream.url, timeZone: 'UTC', attemptTimeoutMs: 20_000 });
  });

  test('what was read of refused answers is given back at once', async () => {
    const before = process.memoryUsage().rss;
    for (let answer = 0; answer < 10; answer++) await bed.failure(endless(64 * MIB, {}, { bytes: 0 }));
    expect(process.memoryUsage().rss - before).toBeLessThan(2 * 16 * MIB);
  });

  test('a declared length above the cap is refused before the body', async () => {
    const taken = { bytes: 0 };
    const error = await bed.failure(endless(64 * MIB, { 'content-length': String(64 * MIB) }, taken));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/16 MiB/) });
    expect(taken.bytes).toBeLessThan(16 * MIB);
  });

  test('an undeclared one is stopped at the cap', async () => {
    const taken = { bytes: 0 };
    const error = await bed.failure(endless(600 * MIB, {}, taken), { maxAttempts: 1, deadlineMs: 20_000 });
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(taken.bytes).toBeLessThan(32 * MIB);
  });

  test('a gzip bomb is stopped while it unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * MIB, ' '));
    const before = process.memoryUsage().arrayBuffers;
    const error = await bed.failure((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/16 MiB/) });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MIB);
  });

  /** An answer of exactly so many bytes, nearly all of them a name of characters that take several. */
  const ofSize = (bytes: number) => {
    const around = Buffer.byteLength(JSON.stringify(page([{ name: '' }])));
    const name = '网'.repeat(Math.floor((bytes - around) / 3)).padEnd(Math.ceil((bytes - around) / 3), 'x');
    const text = JSON.stringify(page([{ name }]));
    return { name, text: text.padEnd(text.length + bytes - Buffer.byteLength(text), ' ') };
  };

  test.each([MIB - 1, MIB, MIB + 1, 5 * MIB + 7, 16 * MIB])('%d bytes are read to the letter', async (bytes) => {
    const { name, text } = ofSize(bytes);
    bed.upstream.reply = (response) => response.end(text);
    const { rows } = await bed.read(callBy(forwardedToken('t'), { deadlineMs: 20_000 }));
    expect(rows[0]?.name === name).toBe(true);
  });

  test('one byte more than the cap is not', async () => {
    const error = await bed.failure((response) => {
      response.flushHeaders();
      response.end(ofSize(16 * MIB + 1).text);
    });
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/16 MiB/) });
  });

  test('packed answers within it are read', async () => {
    bed.upstream.reply = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(page([{ task_id: 'a' }]))));
    };
    expect((await bed.read()).rows[0]?.taskId).toBe('a');
  });
});

describe('the headers of an answer', () => {
  test.each([17, 32, 100])('%d KiB of them are taken', async (kib) => {
    bed.upstream.reply = json(page([]), 200, { 'set-cookie': 'x'.repeat(kib * 1024) });
    await expect(bed.read()).resolves.toMatchObject({ total: 0 });
  });

  test('more than 128 KiB are a limit that is told', async () => {
    const error = await bed.failure(json(page([]), 200, { 'set-cookie': 'x'.repeat(129 * 1024) }));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', message: expect.stringMatching(/128 KiB/) });
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
    [
      'a reset in the middle',
      (response) => {
        response.writeHead(200);
        response.write('{"data":', () => response.socket?.resetAndDestroy());
      },
      'UPSTREAM_UNAVAILABLE',
    ],
    [
      'a reset in the middle of a packed answer',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write(gzipSync('{"data":null}').subarray(0, 20), () => response.socket?.resetAndDestroy());
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
    const error = await bed.failure(reply);
    expect(error).toMatchObject({ name: 'CfwError', code, upstream: { status: null } });
    expect(error.cause).toBeUndefined();
    const isHalf = /middle/.test(_);
    expect(/broke while its answer was read/.test(error.message)).toBe(isHalf);
  });

  test('half an answer is tried again', async () => {
    let isFirst = true;
    bed.upstream.reply = (response, request) => {
      if (!isFirst) return json(page([]))(response, request);
      isFirst = false;
      response.writeHead(200);
      response.write('{"data":', () => response.socket?.resetAndDestroy());
    };
    const call = callBy(forwardedToken('t'));
    await expect(bed.read(call)).resolves.toMatchObject({ total: 0 });
    expect(call.paid).toBe(2);
  });

  test('a refused connection', async () => {
    const { url } = bed.upstream;
    await bed.upstream.close();
    const other = createCfwClient({ endpoint: url, timeZone: 'UTC', attemptTimeoutMs: 300 });
    const call = callBy(forwardedToken('t'), { maxAttempts: 1 });
    await expect(
      other.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await other.close();
  });

  test('a name that does not resolve', async () => {
    const other = createCfwClient({ endpoint: 'http://cfw.invalid', timeZone: 'UTC', attemptTimeoutMs: 3000 });
    const call = callBy(forwardedToken('t'), { maxAttempts: 1 });
    await expect(
      other.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await other.close();
  });
});

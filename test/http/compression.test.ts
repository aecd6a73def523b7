import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { type Door, openDoor } from './door.ts';

type Unpack = (packed: Buffer) => Buffer;
const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: Unpack };
const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  ...(zstdDecompressSync && { zstd: zstdDecompressSync }),
};

let door: Door;
beforeAll(async () => {
  door = await openDoor({ CORS_ORIGINS: 'https://app.example.com' });
});
afterAll(() => door.close());

interface Packed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Gets an answer as it is on the wire. */
async function get(path: string, headers: Record<string, string>, { origin } = door, method = 'GET'): Promise<Packed> {
  const sent = request(origin + path, { method, headers: { 'x-auth-token': 'token-of-a-tenant', ...headers } }).end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
}

const rows = (first: number) =>
  `/graphql?query=${encodeURIComponent(`{ captureTasks(firewallId: "${FIREWALLS.busy}", first: ${first}) { nodes { id taskId name status createdDate } } }`)}`;

test.each(Object.keys(UNPACK))('1,000 rows in %s are the same rows in a third of the bytes', async (coding) => {
  const plain = await get(rows(1000), {});
  const packed = await get(rows(1000), { 'accept-encoding': coding });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect([packed.status, packed.headers['content-encoding']]).toEqual([200, coding]);
  expect(UNPACK[coding]!(packed.bytes).equals(plain.bytes)).toBe(true);
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  for (const { headers, bytes } of [plain, packed]) {
    expect([headers.vary, headers['content-length']]).toEqual(['Origin, Accept-Encoding', String(bytes.length)]);
  }
});

describe('the coding is the one that is liked best', () => {
  test.each<[acceptEncoding: string, coding: string | undefined]>([
    ['gzip, br, zstd', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'br'],
    ['gzip;q=0.1', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip;q=0, br', 'br'],
    ['deflate, compress', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=0', undefined],
    ['*;q=0', undefined],
    ['gzip;q=0, *', 'br'],
    ['*', 'gzip'],
    ['', undefined],
    ['__proto__', undefined],
  ])('%s: %s', async (acceptEncoding, coding) => {
    const { status, headers, bytes } = await get(rows(50), { 'accept-encoding': acceptEncoding });
    expect([status, headers['content-encoding']]).toEqual([200, coding]);
    const body = coding === undefined ? bytes : UNPACK[coding]!(bytes);
    expect(JSON.parse(body.toString()).data.captureTasks.nodes).toHaveLength(50);
  });
});

test('small answers are sent as they are', async () => {
  for (const path of ['/graphql?query={__typename}', rows(1), '/health', '/nothing']) {
    const { headers } = await get(path, { 'accept-encoding': 'gzip' });
    expect([path, headers['content-encoding'], headers.vary]).toEqual([path, undefined, 'Origin']);
  }
});

test.each(['/', '/schema.graphql', '/README.md', '/metrics', '/graphql'])(
  '%s is compressed, and HEAD says so',
  async (path) => {
    const headers = { 'accept-encoding': 'gzip', accept: 'text/html, */*' };
    const { headers: of, bytes } = await get(path, headers);
    expect([of['content-encoding'], zlib.gunzipSync(bytes).length > bytes.length]).toEqual(['gzip', true]);
    if (path === '/metrics') return;
    const head = await get(path, headers, door, 'HEAD');
    expect([head.bytes.length, head.headers['content-length']]).toEqual([0, of['content-length']]);
  },
  // GraphiQL has 9 MB.
  30_000,
);

test('many at once are all served, though some callers leave', async () => {
  const leaving = Array.from({ length: 20 }, async () => {
    const sent = request(door.origin + rows(1000), { headers: { 'x-auth-token': 't', 'accept-encoding': 'br' } }).end();
    sent.on('error', () => undefined);
    await Promise.race([once(sent, 'response'), new Promise((resolve) => setTimeout(resolve, 40))]);
    sent.destroy();
  });
  const staying = Array.from({ length: 40 }, () => get(rows(1000), { 'accept-encoding': 'gzip' }));
  const [first, ...others] = await Promise.all(staying);
  for (const { bytes } of others) expect(bytes.equals(first!.bytes)).toBe(true);
  await Promise.all(leaving);
  expect((await get(rows(100), { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br');
});

test('switched off, answers are sent as they are', async () => {
  const off = await openDoor({ COMPRESSION: 'off' });
  try {
    const { headers, bytes } = await get(rows(100), { 'accept-encoding': 'gzip' }, off);
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
    expect(JSON.parse(bytes.toString()).data.captureTasks.nodes).toHaveLength(100);
  } finally {
    await off.close();
  }
});

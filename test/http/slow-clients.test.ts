import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Door, hungUp, openDoor } from './door.ts';

// A short request timeout shortens the time a request may take to arrive as well (see `http-server.ts`).
let door: Door;
beforeAll(async () => {
  door = await openDoor({ REQUEST_TIMEOUT_MS: '1000' });
});
afterAll(() => door.close());

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

/** Opens connections, writes what is given on each, and then a byte now and again. */
async function slowClients(count: number, first: string, drip: string): Promise<Socket[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => door.connect()));
  for (const socket of sockets) {
    socket.write(first);
    socket.resume();
    // The gateway hangs up while a byte is on its way.
    socket.on('error', () => undefined);
    const timer = setInterval(() => socket.write(drip), 100);
    socket.once('close', () => clearInterval(timer));
  }
  return sockets;
}

test.each([
  ['headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'],
  ['bodies', `${HEAD}Content-Length: 100000\r\n\r\n{`, ' '],
  ['chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ['nothing at all', '', ''],
])(
  '500 that send slow %s are hung up, and hold up nobody',
  async (_, first, drip) => {
    const sockets = await slowClients(500, first, drip);
    const answer = await door.post({ query: '{ firewalls { totalCount } }' });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    await Promise.all(sockets.map(hungUp));
  },
  10_000,
);

import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { withBed } from '../bed.ts';
import { Client, operation, requestBytes } from '../client.ts';
import { atMost, type Case, none, percentile } from '../figure.ts';
import { openLoop } from '../open-loop.ts';
import { isWhole } from '../verdict.ts';

const CONNECTIONS = 500;
const HELD_AFTER_S = 15;
const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

/** What each kind of slow client sends first, then every second, and whether it reads. */
const KINDS = {
  'slow headers': { first: 'POST /graphql HTTP/1.1\r\nHost: x\r\n', drip: 'X-A: b\r\n', reads: true },
  'slow bodies': { first: `${HEAD}Content-Length: 100000\r\n\r\n{`, drip: ' ', reads: true },
  // A page of 9 MB, which no buffer of the system takes whole.
  'slow readers': { first: requestBytes('/graphql', { accept: 'text/html' }).toString(), drip: '', reads: false },
} as const;

/** Clients that hold connections by doing nothing, slowly. */
export const slowClients: Case = {
  name: `${CONNECTIONS} slow connections of each kind`,
  seconds: 55,
  run: () =>
    withBed({}, async ({ gateway }) => {
      const client = new Client(gateway.url);
      await client.send(requestBytes('/graphql', { accept: 'text/html' }));
      const figures = [];
      for (const [name, { first, drip, reads }] of Object.entries(KINDS)) {
        const sockets = Array.from({ length: CONNECTIONS }, () =>
          open(Number(new URL(gateway.url).port), first, reads),
        );
        const dripping = setInterval(() => {
          for (const socket of sockets) if (drip !== '' && socket.writable) socket.write(drip);
        }, 1_000);
        const beside = await openLoop(HELD_AFTER_S, 20, () => client.send(operation('{ firewalls { totalCount } }')));
        clearInterval(dripping);
        figures.push(
          atMost(`${name}: held after ${HELD_AFTER_S} s`, 0, sockets.filter((socket) => !isGone(socket)).length),
          none(
            `${name}: failures beside`,
            beside.filter((reply) => !isWhole(reply)).map(({ body }) => body),
          ),
          atMost(
            `${name}: p99 beside`,
            1_000,
            percentile(
              beside.map(({ ms }) => ms),
              0.99,
            ),
            ' ms',
          ),
        );
        for (const socket of sockets) socket.destroy();
        await wait(200);
      }
      client.close();
      return figures;
    }),
};

const gone = new WeakSet<Socket>();

function open(port: number, first: string, reads: boolean): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(first));
  for (const event of ['error', 'end', 'close']) socket.on(event, () => gone.add(socket));
  if (reads) socket.resume();
  return socket;
}

/** Who does not read learns of the end only when it writes. */
function isGone(socket: Socket): boolean {
  if (!gone.has(socket) && socket.writable && socket.isPaused() !== false) socket.write(' ');
  return gone.has(socket) || socket.destroyed;
}

import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { withBed } from '../../bed.ts';
import { Client, operation, requestBytes } from '../../client.ts';
import { atMost, type Case, none, percentile } from '../../figure.ts';
import { openLoop } from '../../open-loop.ts';
import { isWhole } from '../../verdict.ts';

const HELD_AFTER_S = 15;
const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

interface Kind {
  readonly count: number;
  /** Sent at once, and then once a second. */
  readonly first: string;
  readonly drip: string;
  readonly reads: boolean;
}

const ROWS = `{ captureTasks(firewallId: "ebf891cd-2163-48a0-9963-6309f99dd3c4", first: 100) { nodes { taskId name } } }`;

const KINDS: Readonly<Record<string, Kind>> = {
  'slow headers': { count: 500, first: 'POST /graphql HTTP/1.1\r\nHost: x\r\n', drip: 'X-A: b\r\n', reads: true },
  'slow bodies': { count: 500, first: `${HEAD}Content-Length: 100000\r\n\r\n{`, drip: ' ', reads: true },
  'slow readers': { count: 500, first: operation(ROWS).toString(), drip: '', reads: false },
  // GraphiQL's 9 MB are more than the system's buffers take.
  'stuck readers': {
    count: 20,
    first: requestBytes('/graphql', { accept: 'text/html' }).toString(),
    drip: '',
    reads: false,
  },
};

/** Clients that hold connections by doing nothing, slowly. */
export const slowClients: Case = {
  name: '500 slow connections of each kind',
  seconds: 70,
  run: () =>
    withBed({}, async ({ gateway }) => {
      const client = new Client(gateway.url);
      const port = Number(new URL(gateway.url).port);
      await client.send(requestBytes('/graphql', { accept: 'text/html' }));
      const figures = [];
      for (const [name, { count, first, drip, reads }] of Object.entries(KINDS)) {
        const sockets = Array.from({ length: count }, () => open(port, first, reads));
        const dripping = setInterval(() => {
          for (const socket of sockets) if (drip !== '' && socket.writable) socket.write(drip);
        }, 1_000);
        const beside = await openLoop(HELD_AFTER_S, 20, () => client.send(operation('{ firewalls { totalCount } }')));
        clearInterval(dripping);
        figures.push(
          atMost(`${name}: held after ${HELD_AFTER_S} s`, 0, heldOf(sockets, port)),
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

function open(port: number, first: string, reads: boolean): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(first));
  socket.on('error', () => undefined);
  if (reads) socket.resume();
  return socket;
}

/** How many of these connections the gateway still holds: those at its port that belong to a process (proc(5)). */
function heldOf(sockets: readonly Socket[], port: number): number {
  const ours = new Set(sockets.map(({ localPort }) => localPort));
  const lines = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
  return lines.filter((line) => {
    const [, local = '', remote = '', , , , , , , inode] = line.trim().split(/\s+/);
    return portOf(local) === port && ours.has(portOf(remote)) && inode !== '0';
  }).length;
}

function portOf(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}

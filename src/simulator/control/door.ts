import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Iam } from '../access/iam.ts';
import type { Clock } from '../clock.ts';
import { bodyOf } from '../exchange.ts';
import { parseFaults } from '../faults/fault.ts';
import type { FaultList } from '../faults/fault-list.ts';
import type { RequestLog } from '../request-log.ts';
import type { World } from '../world.ts';
import { insertRows, listOf } from './rows.ts';

/** What the control door can reach. */
export interface Controls {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly clock: Clock;
  readonly iam: Iam;
  /** Number of open TCP connections, the asker's own among them. */
  connections(): Promise<number>;
}

type Body = Readonly<Record<string, unknown>>;
type Action = (controls: Controls, body: Body, query: URLSearchParams) => unknown;

/** Everything under /_simulator/. No credential is asked for: the simulator holds nothing of worth. */
const ACTIONS: Readonly<Record<string, Action>> = {
  'GET requests': ({ log }) => ({ requests: log.read() }),
  'DELETE requests': ({ log }) => ({ requests: log.take() }),
  'GET rows': ({ world }, _, query) => ({
    rows: listOf(world, Object.fromEntries(query))
      .rows()
      .map(({ value }) => value),
  }),
  'POST rows': ({ world }, body) => ({ ids: insertRows(listOf(world, body), body) }),
  'GET faults': ({ faults }) => ({ faults: faults.read().map(({ fault, hits }) => ({ ...fault, hits })) }),
  'PUT faults': ({ faults }, body) => faults.replace(parseFaults(body.faults)),
  'DELETE faults': ({ faults }) => faults.replace([]),
  'PUT clock': ({ clock }, body) => {
    clock.offsetMs = wholeNumber(body, 'offsetMs');
  },
  'PUT iam': ({ iam }, body) => {
    if (body.lifetimeMs !== undefined) iam.lifetimeMs = wholeNumber(body, 'lifetimeMs');
    if (body.revokeAll === true) iam.revokeAll();
  },
  'GET connections': async ({ connections }) => ({ open: await connections() }),
};

const PREFIX = '/_simulator/';
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** True for a request that is not meant for CFW. */
export function isControl(url: string): boolean {
  return url.startsWith(PREFIX);
}

/** Answers a request to the control door: 200 with JSON, 204, 400 with `{error}`, or 404. */
export async function control(controls: Controls, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let status = 200;
  let result: unknown;
  try {
    const url = new URL(request.url ?? '', 'http://simulator');
    const text = ((await bodyOf(request, MAX_BODY_BYTES)) ?? '').toString();
    const action = actionOf(request.method ?? '', url.pathname.slice(PREFIX.length));
    result = action && (await action(controls, text === '' ? {} : JSON.parse(text), url.searchParams));
    if (!action) [status, result] = [404, { error: `there are ${Object.keys(ACTIONS).join(', ')}, DELETE rows/{id}` }];
    else if (result === false) [status, result] = [404, { error: 'no such row' }];
    else if (result === undefined || result === true) status = 204;
  } catch (error) {
    [status, result] = [400, { error: error instanceof Error ? error.message : String(error) }];
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 204 ? undefined : JSON.stringify(result));
}

function actionOf(method: string, path: string): Action | undefined {
  const [, id] = /^rows\/(.+)$/.exec(path) ?? [];
  if (method === 'DELETE' && id !== undefined) return ({ world }) => world.removeRow(decodeURIComponent(id));
  const key = `${method} ${path}`;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

function wholeNumber(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new TypeError(`${name} must be a whole number`);
  return value;
}

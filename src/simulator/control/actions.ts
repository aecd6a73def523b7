import type { Iam } from '../access/iam.ts';
import type { Rights } from '../access/rights.ts';
import { parseBehaviour } from '../behaviour.ts';
import type { Clock } from '../clock.ts';
import { parseFaults } from '../faults/fault.ts';
import type { FaultList } from '../faults/fault-list.ts';
import type { Port } from '../port.ts';
import type { RequestLog } from '../request-log.ts';
import { ACTIONS as RIGHTS } from '../routes.ts';
import type { World } from '../world.ts';
import type { Agenda } from '../writes/agenda.ts';
import type { EffectLog } from '../writes/effects.ts';
import { insertRows, listOf } from './rows.ts';

/** What the control door can reach. */
export interface Controls {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly clock: Clock;
  readonly iam: Iam;
  readonly rights: Rights;
  readonly agenda: Agenda;
  readonly effects: EffectLog;
  port(): Port;
}

type Body = Readonly<Record<string, unknown>>;
export type Action = (controls: Controls, body: Body, query: URLSearchParams) => unknown;

/** Everything under /_simulator/. No credential is asked for: the simulator holds nothing of worth. */
export const ACTIONS: Readonly<Record<string, Action>> = {
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
    if (body.passedMs !== undefined) clock.passedMs = wholeNumber(body, 'passedMs');
    if (body.passedMs === undefined || body.offsetMs !== undefined) clock.offsetMs = wholeNumber(body, 'offsetMs');
  },
  'PUT iam': ({ iam }, body) => {
    if (body.lifetimeMs !== undefined) iam.lifetimeMs = wholeNumber(body, 'lifetimeMs');
    if (body.revokeAll === true) iam.revokeAll();
  },
  'GET effects': ({ effects }) => ({ effects: effects.read() }),
  'DELETE effects': ({ effects }) => ({ effects: effects.take() }),
  'GET behaviour': ({ world }) => world.behaviour,
  'PUT behaviour': ({ world }, body) => {
    // In place: a capture that runs ends as the behaviour is by then.
    Object.assign(world.behaviour, parseBehaviour(body));
  },
  'PUT rights': ({ rights }, body) => rights.deny(actionsOf(body.denied)),
  'GET connections': async ({ port }) => ({ open: await port().connections() }),
  'PUT connections': ({ port }, body) => port().refuse(wholeNumber(body, 'refuseMs')),
};

function wholeNumber(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new TypeError(`${name} must be a whole number`);
  return value;
}

function actionsOf(denied: unknown): string[] {
  if (!Array.isArray(denied)) throw new TypeError('denied must be an array');
  const unknown = denied.find((action) => !RIGHTS.includes(action));
  if (unknown !== undefined) throw new TypeError(`no action ${unknown}`);
  return denied;
}

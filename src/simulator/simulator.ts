import { createServer } from 'node:http';
import { Gate } from './access/gate.ts';
import { Iam } from './access/iam.ts';
import { KeyRing } from './access/key-ring.ts';
import { Rights } from './access/rights.ts';
import { Clock } from './clock.ts';
import { FaultList } from './faults/fault-list.ts';
import { FrontDoor } from './front-door.ts';
import { ACCESS_KEY, IAM_USER, PROJECTS, TEMPORARY_KEY } from './known.ts';
import type { SimulatorOptions } from './options.ts';
import { openPort } from './port.ts';
import { listenerOf } from './reception.ts';
import { RequestLog } from './request-log.ts';
import { World } from './world.ts';
import { Agenda } from './writes/agenda.ts';
import { EffectLog } from './writes/effects.ts';
import { Writer } from './writes/writer.ts';

export type { SimulatorOptions } from './options.ts';

/** A running simulator of CFW, its API gateway and IAM. */
export interface Simulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection, also those that hang, and frees the port. */
  close(): Promise<void>;
}

/** Starts a simulator; each one has rows, faults, keys and a log of its own. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = options.seed ?? 1;
  const clock = new Clock();
  const projects = [...Object.values(PROJECTS), ...(options.projects ?? [])];
  const iam = new Iam(options.iamUsers ?? [IAM_USER], clock);
  const gate = new Gate(iam, new KeyRing(options.credentials ?? [ACCESS_KEY, TEMPORARY_KEY], clock), projects);
  const world = new World(options);
  const rights = new Rights(options.denied ?? []);
  const agenda = new Agenda(clock);
  const effects = new EffectLog();
  const writer = new Writer(agenda, effects);
  const faults = new FaultList(seed);
  const log = new RequestLog(options.requestLogSize ?? 200_000);
  const front = new FrontDoor({
    ...{ world, gate, rights, iam, agenda, writer, projects },
    tenantRows: options.tenantRows ?? false,
  });

  const controls = { world, log, faults, clock, iam, rights, agenda, effects, port: () => port };
  // The vendor's gateway takes 128 KB of headers; and it closes idle connections late, so that a client that keeps
  // them alive seldom meets one that is just closing.
  const server = createServer({ maxHeaderSize: 128 * 1024, keepAliveTimeout: 75_000 }, listenerOf(front, controls));
  const port = await openPort(server, options.port ?? 0, options.host ?? '127.0.0.1');
  return { url: port.url, port: port.port, close: port.close };
}

import type { Gate } from './access/gate.ts';
import type { Iam } from './access/iam.ts';
import { tenantMark } from './access/tenant.ts';
import { Refusal, refusalBody, refusePath } from './errors.ts';
import type { Exchange, Reply } from './exchange.ts';
import { issueToken } from './operations/iam-token.ts';
import type { World } from './world.ts';

/** The API gateway, CFW and IAM behind one port: finds the call, asks the gate, and answers. */
export class FrontDoor {
  readonly #world: World;
  readonly #gate: Gate;
  readonly #iam: Iam;
  readonly #projects: readonly string[];
  readonly #tenantRows: boolean;

  constructor(parts: { world: World; gate: Gate; iam: Iam; projects: readonly string[]; tenantRows: boolean }) {
    this.#world = parts.world;
    this.#gate = parts.gate;
    this.#iam = parts.iam;
    this.#projects = parts.projects;
    this.#tenantRows = parts.tenantRows;
  }

  /** The right answer to a request, in the state of things at this moment. */
  reply(exchange: Exchange, body: Buffer): Reply {
    try {
      return this.#answer(exchange, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: refusalBody(error, exchange.requestId) };
    }
  }

  #answer({ request, method, url, query, route, projectId }: Exchange, body: Buffer): Reply {
    if (!route) throw refusePath();
    if (!route.operation || projectId === null) {
      const issued = issueToken(this.#iam, body.toString(), this.#projects, !query.has('nocatalog'));
      return { status: 201, body: issued.body, headers: { 'x-subject-token': issued.token } };
    }
    const credential = this.#gate.admit({ method, url, headers: request.headers, body }, projectId);
    const mark = this.#tenantRows ? tenantMark(credential) : undefined;
    const call = { world: this.#world, projectId, query, body: body.toString(), mark };
    return { status: 200, body: route.operation(call) };
  }
}

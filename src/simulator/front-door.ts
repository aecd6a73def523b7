import type { Gate } from './access/gate.ts';
import type { Iam } from './access/iam.ts';
import type { Rights } from './access/rights.ts';
import { tenantMark } from './access/tenant.ts';
import type { Exchange, Reply } from './exchange.ts';
import { issueToken } from './operations/iam-token.ts';
import { Refusal, refusalBody, refusePath } from './refusals/errors.ts';
import type { World } from './world.ts';
import type { Agenda } from './writes/agenda.ts';
import type { Writer } from './writes/writer.ts';

interface Parts {
  readonly world: World;
  readonly gate: Gate;
  readonly rights: Rights;
  readonly iam: Iam;
  readonly agenda: Agenda;
  readonly writer: Writer;
  readonly projects: readonly string[];
  readonly tenantRows: boolean;
}

/** The API gateway, CFW and IAM behind one port: finds the call, asks the gate, and answers. */
export class FrontDoor {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The right answer to a request, in the state of things at this moment. A write is carried out with it.
   * @param lateMs how much later than CFW's own time a write is to take effect
   */
  reply(exchange: Exchange, body: Buffer, lateMs = 0): Reply {
    try {
      return this.#answer(exchange, body, lateMs);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: refusalBody(error, exchange.requestId) };
    }
  }

  #answer(exchange: Exchange, body: Buffer, lateMs: number): Reply {
    const { world, gate, rights, iam, agenda, writer, projects, tenantRows } = this.#parts;
    const { request, method, url, query, route, projectId, params } = exchange;
    if (!route) throw refusePath();
    if (projectId === null) {
      const issued = issueToken(iam, body.toString(), projects, !query.has('nocatalog'));
      return { status: 201, body: issued.body, headers: { 'x-subject-token': issued.token } };
    }
    const credential = gate.admit({ method, url, headers: request.headers, body }, projectId);
    rights.check(route.action);
    agenda.run();
    const mark = tenantRows ? tenantMark(credential) : undefined;
    const call = { world, projectId, params, query, body: body.toString(), mark, now: agenda.now() };
    if (route.read) return { status: 200, body: route.read(call) };
    if (!route.write) throw refusePath();
    const plan = route.write(call);
    writer.commit(plan, exchange, lateMs);
    return { status: 200, body: JSON.stringify({ data: plan.data }) };
  }
}

import type { CallReport } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { GatewayState } from '../gateway-state.ts';
import { type Asked, headerOf } from '../http/door/server-context.ts';
import type { RequestRecord } from '../http/request/request-telemetry.ts';
import { type TenantDefaults, tenantOf } from '../http/request/request-terms.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { RequestContext } from './request-context.ts';

/** Makes contexts: of what a caller asks, and of a poll, which nobody asked for. */
export class Contexts {
  readonly #state: GatewayState;
  readonly #defaults: TenantDefaults;
  /** How long a poll may take, and the execution for one event. */
  readonly #timeoutMs: number;
  readonly #telemetry: Pick<Telemetry, 'wrote'>;

  constructor(state: GatewayState, defaults: TenantDefaults, timeoutMs: number, telemetry: Pick<Telemetry, 'wrote'>) {
    this.#state = state;
    this.#defaults = defaults;
    this.#timeoutMs = timeoutMs;
    this.#telemetry = telemetry;
  }

  /** @throws CfwError when the request names no credentials or no project that can be used */
  callerOf({ req, caller }: Asked): Tenant {
    return tenantOf((name) => headerOf(req, name), this.#defaults, caller);
  }

  of(asked: Asked, record?: RequestRecord): RequestContext {
    const subject = asked.caller?.subject ?? null;
    return new RequestContext(this.#state, {
      tenant: () => this.callerOf(asked),
      signal: asked.deadline.signal,
      deadline: asked.deadline.at,
      subject,
      wrote: (report) => this.#telemetry.wrote(report, asked.requestId, subject),
      watch: record?.trace,
    });
  }

  /** For what is asked of an event, on behalf of all who ask the same. */
  ofEvent(tenant: Tenant, signal: AbortSignal): RequestContext {
    return new RequestContext(this.#state, {
      tenant: () => tenant,
      signal,
      deadline: performance.now() + this.#timeoutMs,
    });
  }

  /** @param calls told of what the poll calls */
  ofPoll(tenant: Tenant, signal: AbortSignal, calls: CallReport[]): RequestContext {
    const callEnded = (report: CallReport) => void calls.push(report);
    const watch = { roundStarted: () => ({ callEnded, ended: () => undefined }), callEnded };
    return new RequestContext(this.#state, {
      tenant: () => tenant,
      signal,
      deadline: performance.now() + this.#timeoutMs,
      watch,
    });
  }
}

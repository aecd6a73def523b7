import type { Flight } from '../attempts/flight.ts';
import type { CfwObserver } from '../attempts/observer.ts';
import type { Tenant } from '../credentials/tenant.ts';
import { CfwError } from '../decoding/errors.ts';

/** Does the work of a call, and tells the observer how it went. */
export async function observed<Result>(
  observer: CfwObserver,
  flight: Flight,
  tenant: Tenant,
  work: () => Promise<Result>,
): Promise<Result> {
  const { operation, offset, limit } = flight;
  const ended = observer.callStarted?.({ operation, projectId: tenant.projectId, offset, limit });
  if (ended === undefined) return work();
  const since = performance.now();
  let error: unknown = null;
  try {
    return await work();
  } catch (thrown) {
    error = thrown;
    throw thrown;
  } finally {
    ended({
      status: flight.facts?.status ?? null,
      attempts: flight.attempts,
      durationMs: performance.now() - since,
      requestId: flight.facts?.requestId ?? null,
      errorCode: flight.facts?.errorCode ?? null,
      code: error instanceof CfwError ? error.code : null,
    });
  }
}

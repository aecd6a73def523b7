import type { WriteReport } from '../writes/write-report.ts';
import type { Log } from './log.ts';
import type { RequestReport, StreamReport } from './report/request-report.ts';

/*
 * The lines of the log: what stands in each, and under which names. There is no secret in them.
 */

/** A subscription has begun or ended, which `message` says. */
export function logStream(
  log: Log,
  { requestId, operationName, client, durationMs, transport, events, codes }: StreamReport,
  message: string,
  traceId: string | undefined,
): void {
  log.info(
    {
      requestId,
      operation: operationName ?? undefined,
      transport,
      events,
      codes: codes.size > 0 ? [...codes] : undefined,
      durationMs: tenths(durationMs),
      client: client.name ?? undefined,
      traceId,
    },
    message,
  );
}

/** A request has ended: its line, and at `debug` one for each of its calls. */
export function logRequest(log: Log, report: RequestReport, traceId: string | undefined): void {
  if (!log.isLevelEnabled('info')) return;
  const { requestId, operationName, client, status, codes, durationMs, ledger } = report;
  log.info(
    {
      requestId,
      operation: operationName ?? undefined,
      status,
      codes: codes.size > 0 ? [...codes.keys()] : undefined,
      durationMs: tenths(durationMs),
      upstreamCalls: ledger?.upstreamCalls,
      savedCalls: ledger?.savedCalls,
      client: client.name ?? undefined,
      clientVersion: client.version ?? undefined,
      traceId,
    },
    'request',
  );
  if (log.isLevelEnabled('debug')) logCalls(log, report);
}

/** One line for each call that went on the wire at the expense of this request. */
function logCalls(log: Log, { requestId, ledger }: RequestReport): void {
  for (const call of ledger?.calls ?? []) {
    if (call.attempts === 0) continue;
    log.debug(
      {
        requestId,
        operation: call.operation,
        offset: call.offset,
        limit: call.limit,
        status: call.status,
        code: call.code ?? undefined,
        attempts: call.attempts,
        durationMs: tenths(call.durationMs),
        upstreamRequestId: call.requestId ?? undefined,
        upstreamCode: call.errorCode ?? undefined,
      },
      'upstream call',
    );
  }
}

/** A write has ended. The line says who did what. */
export function logWrite(log: Log, report: WriteReport, requestId: string, subject: string | null): void {
  const { operation, projectId, firewallId, objectId, ids, outcomes, code, durationMs } = report;
  const kinds = [...outcomes.keys()];
  log.info(
    {
      requestId,
      subject: subject ?? undefined,
      operation,
      projectId,
      firewallId: firewallId ?? undefined,
      objectId,
      ids,
      outcome: code === null ? (kinds.length === 1 ? kinds[0] : 'MIXED') : 'REFUSED',
      outcomes: kinds.length > 1 ? Object.fromEntries(outcomes) : undefined,
      code: code ?? undefined,
      durationMs: tenths(durationMs),
    },
    'write',
  );
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

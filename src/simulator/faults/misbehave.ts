import { setTimeout as pause } from 'node:timers/promises';
import type { Exchange, Reply } from '../exchange.ts';
import { Refusal, refusalBody, refuseIam, refuseRate } from '../refusals/errors.ts';
import { spoiled } from './bodies.ts';
import { deliver, reset } from './deliver.ts';
import type { Fault } from './fault.ts';
import { type FaultList, type LiveFault, withinRate } from './fault-list.ts';

type Usual = readonly [status: number, errorCode: string, message: string];

/** What CFW and the API gateway usually say, for faults that give only a status or only a code. */
const USUAL: readonly Usual[] = [
  [400, 'CFW.00200001', 'parameter is empty'],
  [401, 'APIGW.0301', 'Incorrect IAM authentication information: decrypt token fail'],
  [401, 'APIGW.0307', 'The token must be updated.'],
  [403, 'APIGW.0302', 'The IAM user is not allowed to access the API.'],
  [404, 'APIGW.0101', 'The API does not exist or has not been published in the environment.'],
  [429, 'APIGW.0308', 'The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second'],
  [500, 'APIGW.0601', 'Internal server error.'],
  [502, 'APIGW.0202', 'Backend unavailable.'],
  [503, 'APIGW.0613', 'IAM unavailable.'],
  [504, 'APIGW.0203', 'Backend timeout.'],
];

/**
 * Answers a request as a fault wants it.
 * @param work makes the right answer, and carries a write out, at the time it is called or so much later
 */
export async function misbehave(
  exchange: Exchange,
  live: LiveFault,
  faults: FaultList,
  work: (lateMs?: number) => Reply,
): Promise<void> {
  const { fault } = live;
  const passes = withinRate(live);
  const gone = new AbortController();
  exchange.response.once('close', () => gone.abort());
  try {
    // What was done by then stays done, whether or not the client hears of it.
    const done = fault.effect === undefined ? undefined : work(fault.effect === 'done' ? 0 : fault.effect.laterMs);
    const answer = done ? () => done : work;
    const wait = (fault.latencyMs ?? 0) + (fault.jitterMs ?? 0) * faults.random();
    if (wait > 0) await pause(wait, undefined, { signal: gone.signal });
    if (fault.hang) return;
    if (fault.reset) return reset(exchange);
    const reply = passes ? faulty(exchange, fault, answer) : limited(exchange, fault);
    const headers = { ...reply.headers, ...fault.headers };
    await deliver(exchange, { ...reply, headers }, fault, gone.signal);
  } catch (error) {
    // The client, or the end of the simulator, may interrupt any wait and any stream; nobody is left to tell.
    if (!exchange.response.destroyed) throw error;
  }
}

function faulty(exchange: Exchange, fault: Fault, work: () => Reply): Reply {
  const { status, errorCode, rawBody, body: kind } = fault;
  if (fault.redirect !== undefined) {
    return { status: status ?? 302, body: '', headers: { location: fault.redirect } };
  }
  if (rawBody !== undefined) return { status: status ?? 200, body: rawBody };
  if (kind === 'html') {
    return { status: status ?? 502, body: spoiled(kind, ''), headers: { 'content-type': 'text/html' } };
  }
  const refuses = errorCode !== undefined || (status !== undefined && status >= 300);
  const reply = refuses ? refused(exchange, fault) : work();
  const isWhole = kind !== undefined && kind !== 'huge' && kind !== 'gzipBomb';
  return { ...reply, status: status ?? reply.status, body: isWhole ? spoiled(kind, reply.body) : reply.body };
}

function refused({ route, requestId }: Exchange, { status, errorCode, errorMsg }: Fault): Reply {
  const usual = USUAL.find(([known, code]) => (errorCode === undefined ? known === status : code === errorCode));
  const actual = status ?? usual?.[0] ?? 400;
  const [, code, message] = usual ?? [actual, 'APIGW.0601', 'Internal server error.'];
  const isIam = route?.name === 'IamToken' && errorCode === undefined;
  const refusal = isIam
    ? refuseIam(actual, errorMsg ?? message)
    : new Refusal(actual, errorCode ?? code, errorMsg ?? message);
  return { status: actual, body: refusalBody(refusal, requestId) };
}

function limited({ requestId }: Exchange, { rateLimit }: Fault): Reply {
  const refusal = refuseRate(rateLimit?.limit ?? 0, rateLimit?.windowSeconds ?? 0);
  return { status: refusal.status, body: refusalBody(refusal, requestId) };
}

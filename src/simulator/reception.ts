import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Controls } from './control/actions.ts';
import { control, isControl } from './control/door.ts';
import { bodyOf, type Exchange, send } from './exchange.ts';
import { misbehave } from './faults/misbehave.ts';
import type { FrontDoor } from './front-door.ts';
import { type Refusal, refusalBody, refuseSize } from './refusals/errors.ts';
import { routeOf } from './routes.ts';

/** Limits of the vendor's gateway: address, one header, body. */
const MAX_URL = 32 * 1024;
const MAX_HEADER = 32 * 1024;
const MAX_BODY = 12 * 1024 * 1024;

const NOTHING = Buffer.alloc(0);

/** Receives every request of the port: logs it, lets a fault strike it, or has it answered. */
export function listenerOf(front: FrontDoor, controls: Controls): RequestListener {
  const start = randomBytes(12).toString('hex');
  let count = 0;

  function received(request: IncomingMessage, response: ServerResponse): Exchange {
    const { method = '', url = '' } = request;
    const at = url.indexOf('?');
    const path = at < 0 ? url : url.slice(0, at);
    const { route, projectId, params } = routeOf(method, path);
    const requestId = start + (++count).toString(16).padStart(8, '0');
    const entry = controls.log.open(request, requestId, route?.name ?? null, projectId);
    if (route?.write) entry.effect = 'none';
    response.once('close', () => {
      entry.finishedAt = Date.now();
      entry.aborted = !response.writableFinished && !entry.cut;
    });
    if (controls.clock.offsetMs !== 0) response.setHeader('date', new Date(controls.clock.now()).toUTCString());
    const query = new URLSearchParams(at < 0 ? '' : url.slice(at));
    return { request, response, method, url, path, query, route, projectId, params, requestId, entry };
  }

  async function answer(exchange: Exchange, body: Buffer): Promise<void> {
    const fault = controls.faults.strike(exchange);
    const work = (lateMs = 0) => front.reply(exchange, body, lateMs);
    if (fault) await misbehave(exchange, fault, controls.faults, work);
    else send(exchange, work());
  }

  async function readAndAnswer(exchange: Exchange): Promise<void> {
    const body = await bodyOf(exchange.request, MAX_BODY);
    if (!body) return refuse(exchange, refuseSize(413, 'Request entity too large.'));
    exchange.entry.body = body.toString();
    return answer(exchange, body);
  }

  return (request, response) => {
    if (isControl(request.url ?? '')) return void control(controls, request, response);
    const exchange = received(request, response);
    const tooLarge = oversize(request);
    if (tooLarge) return refuse(exchange, tooLarge);
    // Most requests have no body, and a promise less for each of them shows under load.
    const done = hasBody(request) ? readAndAnswer(exchange) : answer(exchange, NOTHING);
    done.catch((error: unknown) => broken(exchange, error));
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}

function oversize({ url = '', rawHeaders }: IncomingMessage): Refusal | undefined {
  if (url.length > MAX_URL) return refuseSize(414, 'Request URI too large.');
  if (rawHeaders.some((text) => text.length > MAX_HEADER)) return refuseSize(494, 'Request header too large.');
  return undefined;
}

function refuse(exchange: Exchange, refusal: Refusal): void {
  send(exchange, { status: refusal.status, body: refusalBody(refusal, exchange.requestId) });
}

/** The client left while it sent, or a fault asked for what HTTP cannot say (a line break in a header). */
function broken(exchange: Exchange, error: unknown): void {
  if (exchange.response.headersSent) exchange.response.destroy();
  else send(exchange, { status: 500, body: JSON.stringify({ error_code: 'SIMULATOR', error_msg: String(error) }) });
}

import type { OutgoingHttpHeaders, RequestListener } from 'node:http';
import type { Answer } from '../answer/answer.ts';
import type { Compression } from '../answer/compression.ts';
import { refusal } from '../answer/refusal.ts';
import { sendAnswer, sendJson, sendRefusal } from '../answer/sending.ts';
import type { Admission } from './admission.ts';
import type { Cors } from './cors.ts';
import { Deadline } from './deadline.ts';
import { faultOf, toOriginForm } from './message.ts';
import type { Readiness } from './readiness.ts';
import { requestIdOf } from './request-id.ts';
import { headerOf, type ServerContext } from './server-context.ts';

export interface FrontDoorOptions {
  /** Answers what the front door lets through. */
  readonly gateway: { answer(context: ServerContext): Promise<void> };
  readonly admission: Admission;
  readonly readiness: Readiness;
  readonly cors: Cors;
  /** Undefined: answers are sent as they are. */
  readonly compression: Compression | undefined;
  readonly requestTimeoutMs: number;
  /** Told of an error that should not have happened. */
  readonly onFault: (message: string, cause: unknown) => void;
}

/**
 * The listener of node:http before the graph: names the request, answers probes, refuses what there is no room for
 * before any of it is read, starts the request's deadline, and sees that every answer is a coded one.
 */
export function frontDoor(options: FrontDoorOptions): RequestListener {
  const { gateway, admission, readiness, cors, compression, requestTimeoutMs } = options;

  return (req, res) => {
    const requestId = requestIdOf(headerOf(req, 'x-request-id'));
    const headers: OutgoingHttpHeaders = Object.assign({ 'x-request-id': requestId }, cors.headersFor(req));
    toOriginForm(req);
    const fault = faultOf(req);
    if (fault !== null) return sendRefusal(res, headers, fault);
    const path = pathOf(req.url ?? '');
    if (path === '/health') return sendJson(res, 200, headers, { status: 'up' });
    if (path === '/ready') return sendJson(res, readiness.isReady ? 200 : 503, headers, { status: readiness.word });
    if (path === '/graphql') {
      readiness.lastRequestAt = performance.now();
      if (admission.isFull) return sendRefusal(res, headers, admission.refuse());
    }
    const preflight = cors.preflight(req);
    if (preflight !== undefined) return void res.writeHead(204, { ...headers, ...preflight }).end();
    const send = (answer: Answer): void => {
      if (readiness.isDraining) headers.connection = 'close';
      sendAnswer(answer, res, headers, compression);
    };
    const deadline = new Deadline(requestTimeoutMs, res);
    void answer({ req, res, path, requestId, deadline, ownHeaders: headers, send }, headers);
  };

  async function answer(context: ServerContext, headers: OutgoingHttpHeaders): Promise<void> {
    const { res } = context;
    try {
      await gateway.answer(context);
    } catch (error) {
      options.onFault('a request could not be answered', error);
      sendRefusal(
        res,
        headers,
        refusal(500, 'INTERNAL_SERVER_ERROR', 'The gateway failed on this request. Try again.'),
      );
    }
  }
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

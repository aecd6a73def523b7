import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { afterwards } from '../../runtime/afterwards.ts';
import { KnownError } from '../../runtime/known-error.ts';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { BodyBytes } from './body-bytes.ts';
import { JsonText } from './json-text.ts';
import type { Route } from './route.ts';
import { PROXY_AUTHENTICATION_REQUIRED } from './sockets/proxy-faults.ts';
import { lateFault, type Progress, TransportError, type TransportFault, transportFault } from './transport-error.ts';

/** An answer with more bytes than this, after decompression, is not read on. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** An HTTP answer, whatever its status. */
export interface Answer {
  readonly status: number;
  /** A header of the answer by its name in lower case; null when absent. */
  header(name: string): string | null;
  readonly body: JsonText;
}

/** A request under way, from which its answer is read: as much of got's as that takes. */
export interface SentRequest extends Readable {
  readonly response?: { readonly statusCode: number; readonly headers: IncomingHttpHeaders } | undefined;
}

/** Whom an answer is read for. */
interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: TransportError) => void;
}

/**
 * Reads one answer to its end; whatever stops it destroys the socket at once.
 *
 * @throws TransportError when there is no whole answer within `timeoutMs`
 */
export function receive(
  request: SentRequest,
  way: Route['kind'],
  timeoutMs: number,
  signal: LeavingSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const bytes = new BodyBytes(MAX_BODY_BYTES);
    // From Node 24 on streams outlive quick collections, and their listeners with them (docs/architecture.md).
    let waiting: Waiting | null = { resolve, reject };
    let progress: Progress = 'unconnected';
    let sent: ClientRequest | undefined;

    const settle = (): Waiting | null => {
      const settled = waiting;
      if (settled === null) return null;
      waiting = null;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      return settled;
    };
    const stop = (fault: TransportFault): void => {
      const settled = settle();
      if (settled === null) return;
      if (sent !== undefined) endUnheard(sent);
      request.destroy();
      bytes.drop();
      const error = new TransportError(fault, progress !== 'unconnected');
      if (fault === 'CANCELLED') afterwards(() => settled.reject(error));
      else settled.reject(error);
    };
    const cancel = (): void => stop('CANCELLED');
    const timer = setTimeout(() => stop(lateFault(progress, way)), timeoutMs);
    signal.addEventListener('abort', cancel);
    if (signal.aborted) return cancel();

    request.on('request', (begun: ClientRequest) => {
      sent = begun;
      // The agents hand out connections that are ready.
      begun.once('socket', () => {
        progress = begun.reusedSocket ? 'reconnected' : 'connected';
      });
    });
    request.on('response', ({ headers }: { headers: IncomingHttpHeaders }) => {
      progress = 'answered';
      if (Number(headers['content-length']) > MAX_BODY_BYTES) stop('TOO_LARGE');
    });
    request.on('data', (chunk: Buffer) => {
      if (bytes.length + chunk.length > MAX_BODY_BYTES) stop('TOO_LARGE');
      else bytes.add(chunk);
    });
    request.on('end', () => {
      const { response } = request;
      if (response === undefined) return stop('CONNECTION');
      const { statusCode: status } = response;
      if (status === PROXY_AUTHENTICATION_REQUIRED && way === 'handed on') return stop('PROXY_AUTHENTICATION');
      const settled = settle();
      if (settled === null) return;
      const body = new JsonText(bytes.text());
      bytes.drop();
      settled.resolve({ status, body, header: (name) => headerOf(response.headers, name) });
    });
    // After the promise is settled got may still report that it was destroyed; that is no news.
    request.on('error', (error) => stop(transportFault(error, progress, way)));
  });
}

/**
 * Ends an exchange, and its connection. Left to themselves node:http and got would each make an error of that, with a
 * stack, which nobody hears: more work than all else when many callers leave together.
 */
function endUnheard(sent: ClientRequest): void {
  sent.removeAllListeners('error').on('error', unheard);
  // Where all of the answer has come, and is not read yet, the socket is nobody's already.
  sent.socket?.on('error', unheard);
  sent.destroy(ENDED);
}

const unheard = (): void => undefined;
const ENDED = new KnownError('nobody waits for this any more');

function headerOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

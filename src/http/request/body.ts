import type { IncomingMessage } from 'node:http';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { refusal } from '../answer/refusal.ts';

/** More than this is not read of a request. */
export const MAX_BODY_BYTES = 1024 * 1024;

// The rest of a body that is not read to its end must not be taken for the next request.
const HANG_UP = { headers: { connection: 'close' } };

/**
 * Reads the body of a request as UTF-8.
 *
 * @param signal aborts when the deadline passes
 * @throws refusal 413 for a body over 1 MiB, 408 for one that does not come in time, 415 for a compressed one
 */
export function readBody(request: IncomingMessage, signal: LeavingSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const { headers } = request;
    if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) return reject(PACKED);
    if (Number(headers['content-length']) > MAX_BODY_BYTES) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let bytes = 0;

    const settle = (act: () => void): void => {
      request.off('data', take).off('end', finish).off('close', leave);
      signal.removeEventListener('abort', giveUp);
      act();
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const finish = (): void => settle(() => resolve(textOf(chunks)));
    const leave = (): void => settle(() => reject(refusal(400, 'BAD_USER_INPUT', 'The request was cut short.')));
    const giveUp = (): void =>
      settle(() => reject(refusal(408, 'BAD_USER_INPUT', 'The body of the request did not come in time.', HANG_UP)));

    request.on('data', take).on('end', finish).on('close', leave);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  return (chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)).toString();
}

/** `Accept-Encoding` tells what would be taken (RFC 9110, 15.5.16). */
const PACKED = refusal(
  415,
  'BAD_USER_INPUT',
  'Send the body as it is, without Content-Encoding: nothing is unpacked.',
  {
    headers: { ...HANG_UP.headers, 'accept-encoding': 'identity' },
  },
);

function tooLarge() {
  const message = `The body of a request may have at most ${MAX_BODY_BYTES} bytes.`;
  return refusal(413, 'BAD_USER_INPUT', message, HANG_UP);
}

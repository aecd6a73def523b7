import { isJsonObject, type JsonObject } from './fields.ts';

/** What an error body says; null where it says nothing. */
export interface ErrorBody {
  readonly errorCode: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

const SILENT: ErrorBody = { errorCode: null, message: null, requestId: null };
/** A longer body, in characters, is no error's. */
export const LONGEST_ERROR_BODY = 64 * 1024;
const LONGEST_MESSAGE = 200;

/**
 * Reads an error body of any known shape (cfw-api 5.1): `error_code`/`error_msg`, `errorCode`/`errorMsg`,
 * `code`/`message`, each at the top or one level below. HTML and anything else says nothing.
 */
export function readErrorBody(body: string): ErrorBody {
  const reply = body.length > LONGEST_ERROR_BODY ? null : parse(body);
  if (!isJsonObject(reply)) return SILENT;
  for (const candidate of [reply, ...Object.values(reply)]) {
    if (!isJsonObject(candidate)) continue;
    const errorCode = codeOf(candidate);
    if (errorCode === null) continue;
    return { errorCode, message: messageOf(candidate), requestId: plainCode(candidate.request_id ?? reply.request_id) };
  }
  return { errorCode: null, message: messageOf(reply), requestId: plainCode(reply.request_id) };
}

/** A short code or id of letters, digits, dots, dashes and underscores, else null: nothing else may leave. */
export function plainCode(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : null;
}

/**
 * A message fit for a caller: one line, cut, without control characters, URLs, or words so long that they may be a
 * token, a signature or a request.
 */
export function plainText(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST_MESSAGE)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .replace(/\w+:\/\/\S+/g, '…')
    .replace(/\S{40,}/g, '…')
    .trim();
  return plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE)}…` : plain;
}

function codeOf(candidate: JsonObject): string | null {
  const code = candidate.error_code ?? candidate.errorCode ?? candidate.code;
  return plainCode(typeof code === 'number' ? String(code) : code);
}

function messageOf({ error_msg, errorMsg, message }: JsonObject): string | null {
  const value = error_msg ?? errorMsg ?? message;
  return typeof value === 'string' && value !== '' ? value : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

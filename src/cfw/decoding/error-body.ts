import type { JsonText } from '../wire/json-text.ts';
import { isJsonObject, type JsonObject } from './fields.ts';

/** What an error body says; null where it says nothing. */
export interface ErrorBody {
  readonly errorCode: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

const SILENT: ErrorBody = { errorCode: null, message: null, requestId: null };
/** A longer body, in characters, is no error's. */
const LONGEST_ERROR_BODY = 64 * 1024;
const LONGEST_MESSAGE = 200;

/**
 * Reads an error body of any known shape (cfw-api 5.1): `error_code`/`error_msg`, `errorCode`/`errorMsg`,
 * `code`/`message`, each at the top or one level below. HTML and anything else says nothing.
 */
export function readErrorBody(body: JsonText): ErrorBody {
  const reply = objectOf(body);
  if (reply === null) return SILENT;
  const told = toldIn(reply) ?? reply;
  return {
    errorCode: codeOf(told),
    message: messageOf(told),
    requestId: plainCode(told.request_id ?? reply.request_id),
  };
}

/** The code of an error body as above, by itself: every page is asked for it. */
export function errorCodeIn(body: JsonText): string | null {
  const reply = objectOf(body);
  const told = reply && toldIn(reply);
  return told && codeOf(told);
}

/** The object in which the code stands: the whole, or one a level below. */
function toldIn(reply: JsonObject): JsonObject | null {
  if (codeOf(reply) !== null) return reply;
  for (const name in reply) {
    const part = reply[name];
    if (isJsonObject(part) && codeOf(part) !== null) return part;
  }
  return null;
}

function objectOf(body: JsonText): JsonObject | null {
  const reply = body.text.length > LONGEST_ERROR_BODY ? null : body.read();
  return isJsonObject(reply) ? reply : null;
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

import type { JsonText } from '../wire/json-text.ts';
import type { Range } from '../wire/request.ts';
import { readErrorBody } from './error-body.ts';
import { CfwError, type UpstreamFacts } from './errors.ts';
import { isJsonObject, type JsonObject, NO_ROW } from './fields.ts';
import { integerOf } from './integer.ts';

/** The rows of one answer as they came, and how many the whole list has. */
export interface Envelope {
  /** Exact up to 2^53 - 1. */
  readonly total: number;
  /** At most as many as were asked for, unless there are more than the total promises: that is for the reader to see. */
  readonly rows: readonly JsonObject[];
}

/**
 * Opens `{ data: { total, records } }` (seeds, "Response Parameters"). SDKs before 3.1.120 knew `data` as an array of
 * one such page, and none of them promises that any part is there (cfw-api 1.1): what brings no rows and no total is an
 * empty list, unless something else in it says otherwise. Throws UPSTREAM_INVALID_RESPONSE for anything else.
 */
export function openEnvelope(body: JsonText, range: Range, facts: UpstreamFacts): Envelope {
  const data = dataOf(body, facts);
  const { records } = data;
  if (!isAbsent(records) && !Array.isArray(records)) throw invalidResponse('records is no array', facts);
  const sent: readonly unknown[] = records ?? [];
  const total = totalOf(data.total, sent, range, facts);
  const rows = rowsOf(range.offset + sent.length > total ? sent : sent.slice(0, range.limit));
  if (isAbsent(records) && total > range.offset) throw invalidResponse('it has a total, but no records', facts);
  return { total, rows };
}

/** The error for an answer that is not what the documents promise. */
export function invalidResponse(what: string, facts: UpstreamFacts): CfwError {
  return new CfwError(
    'UPSTREAM_INVALID_RESPONSE',
    `CFW gave an answer that cannot be used: ${what}. Try again; if it stays, check CFW_ENDPOINT and report it to the operator of this gateway.`,
    facts,
  );
}

/** Opens `{ data: {…} }`, where `data` is one object. Throws UPSTREAM_INVALID_RESPONSE for anything else. */
export function openObject(body: JsonText, facts: UpstreamFacts): JsonObject {
  return dataOf(body, facts);
}

function dataOf(body: JsonText, facts: UpstreamFacts): JsonObject {
  const reply = body.read();
  if (reply === undefined) throw invalidResponse(body.text === '' ? 'it is empty' : 'it is no JSON', facts);
  if (!isJsonObject(reply)) throw invalidResponse('it is no JSON object', facts);
  const isArray = Array.isArray(reply.data) && reply.data.length < 2;
  const data: unknown = isArray ? ((reply.data as unknown[])[0] ?? null) : reply.data;
  if (isJsonObject(data)) return data;
  if (data !== null) throw invalidResponse('data is no object', facts);
  // Nothing at all is an empty list; nothing and a complaint is not.
  const { errorCode, message } = readErrorBody(body);
  if (errorCode !== null || message !== null) throw invalidResponse('it has no data, but an error message', facts);
  return NOTHING;
}

const NOTHING: JsonObject = Object.freeze({});

/** How many rows the list has; without rows and without a total it ends where this page would begin. */
function totalOf(value: unknown, rows: readonly unknown[], range: Range, facts: UpstreamFacts): number {
  if (isAbsent(value) && rows.length === 0) return range.offset;
  // JSON.parse rounds integers above 2^53 - 1 to ones that are not safe, so a wrong number cannot pass.
  const total = integerOf(value);
  if (total === null || total < 0) throw invalidResponse('total is no whole number from 0 to 2^53 - 1', facts);
  return total;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function rowsOf(records: readonly unknown[]): JsonObject[] {
  return records.map((record) => (isJsonObject(record) ? record : NO_ROW));
}

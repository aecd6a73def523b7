import type { Range } from '../wire/request.ts';
import { CfwError, type UpstreamFacts } from './errors.ts';
import { isJsonObject, type JsonObject, NO_ROW } from './fields.ts';

/** The rows of one answer as they came, and how many the whole list has. */
export interface Envelope {
  /** Exact up to 2^53 - 1. */
  readonly total: number;
  /** At most as many as were asked for. */
  readonly rows: readonly JsonObject[];
}

/**
 * Opens `{ data: { total, records } }` (seeds, "Response Parameters"). SDKs before 3.1.120 knew `data` as an array of
 * one such page (cfw-api 1.1). Throws UPSTREAM_INVALID_RESPONSE for anything else.
 */
export function openEnvelope(body: string, range: Range, facts: UpstreamFacts): Envelope {
  const data = dataOf(body, facts);
  const { total, records } = data;
  // JSON.parse rounds integers above 2^53 - 1 to ones that are not safe, so a wrong number cannot pass.
  if (typeof total !== 'number' || !Number.isSafeInteger(total) || total < 0) {
    throw invalidResponse('total is no whole number from 0 to 2^53 - 1', facts);
  }
  if (Array.isArray(records)) return { total, rows: rowsOf(records, range.limit) };
  if ((records === null || records === undefined) && total <= range.offset) return { total, rows: [] };
  throw invalidResponse('records is no array', facts);
}

/** The error for an answer that is not what the documents promise. */
export function invalidResponse(what: string, facts: UpstreamFacts): CfwError {
  return new CfwError(
    'UPSTREAM_INVALID_RESPONSE',
    `CFW gave an answer that cannot be used: ${what}. Try again; if it stays, check CFW_ENDPOINT and report it to the operator of this gateway.`,
    facts,
  );
}

function dataOf(body: string, facts: UpstreamFacts): JsonObject {
  const reply = parse(body, facts);
  if (!isJsonObject(reply)) throw invalidResponse('it is no JSON object', facts);
  const data = Array.isArray(reply.data) && reply.data.length === 1 ? reply.data[0] : reply.data;
  if (!isJsonObject(data)) throw invalidResponse('data is no object', facts);
  return data;
}

function parse(body: string, facts: UpstreamFacts): unknown {
  if (body === '') throw invalidResponse('it is empty', facts);
  try {
    return JSON.parse(body);
  } catch {
    throw invalidResponse('it is no JSON', facts);
  }
}

function rowsOf(records: readonly unknown[], limit: number): JsonObject[] {
  const rows: JsonObject[] = [];
  const count = Math.min(records.length, limit);
  for (let index = 0; index < count; index++) {
    const record = records[index];
    rows.push(isJsonObject(record) ? record : NO_ROW);
  }
  return rows;
}

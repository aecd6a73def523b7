import { isJsonObject, type JsonObject } from '../decoding/fields.ts';

/** What the batch create says of its entries, as they were sent: no ids, no reasons (cfw-more, section 3). */
export interface BatchCreateAnswer {
  readonly succeeded: readonly JsonObject[];
  readonly failed: readonly JsonObject[];
  readonly duplicated: readonly JsonObject[];
}

/** Reads the answer of the batch create; null when it cannot be read, and says nothing. */
export function readBatchCreate(body: string): BatchCreateAnswer | null {
  const data = dataOf(body);
  if (!isJsonObject(data)) return null;
  const { success_list, failed_list, duplicated_list } = data;
  if (![success_list, failed_list, duplicated_list].some(Array.isArray)) return null;
  return { succeeded: objectsIn(success_list), failed: objectsIn(failed_list), duplicated: objectsIn(duplicated_list) };
}

/** The ids that a batch delete says it deleted; null when it does not say. */
export function readBatchDelete(body: string): readonly string[] | null {
  const data = dataOf(body);
  return Array.isArray(data) ? data.filter((id) => typeof id === 'string') : null;
}

/** `data.id`. Of a capture task's writes it is mostly the firewall's (cfw-more, section 2): a hint, never proof. */
export function readAnsweredId(body: string): string | null {
  const data = dataOf(body);
  return isJsonObject(data) && typeof data.id === 'string' ? data.id : null;
}

function dataOf(body: string): unknown {
  try {
    const reply: unknown = JSON.parse(body);
    return isJsonObject(reply) ? reply.data : null;
  } catch {
    return null;
  }
}

function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

import { marked } from '../access/tenant.ts';
import type { Window } from '../parameters.ts';
import type { StoredRow } from '../rows/row-list.ts';

/**
 * The envelope of both list calls (capture-task, table 5; black-white-lists, table 5 and its example).
 * An offset beyond the end is an empty page with the right total. `data.object_id` of the older table is left out, as
 * in that document's own example.
 * @param markField the field that carries the tenant's mark, when there is one
 */
export function pageOf(
  rows: readonly StoredRow[],
  window: Window,
  markField: string,
  mark: string | undefined,
): string {
  const { limit, offset } = window;
  let records = '';
  for (const row of rows.slice(offset, offset + limit)) {
    if (records !== '') records += ',';
    records +=
      mark === undefined ? row.json : JSON.stringify({ ...row.value, [markField]: marked(mark, row.value[markField]) });
  }
  return `{"data":{"limit":${limit},"offset":${offset},"records":[${records}],"total":${rows.length}}}`;
}

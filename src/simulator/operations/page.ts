import { marked } from '../access/tenant.ts';
import type { Window } from '../refusals/parameters.ts';
import type { StoredRow } from '../rows/row-list.ts';

/**
 * The envelope of every list call (capture-task, table 5; black-white-lists, table 5 and its example).
 * An offset beyond the end is an empty page with the right total. `data.object_id` of the older table is left out, as
 * in that document's own example.
 * @param markField the field that carries the tenant's mark, when there is one
 * @param more further fields of `data`
 */
export function pageOf(
  rows: readonly StoredRow[],
  window: Window,
  markField: string,
  mark: string | undefined,
  more: Readonly<Record<string, string>> = {},
): string {
  const { limit, offset } = window;
  let records = '';
  for (const row of rows.slice(offset, offset + limit)) {
    if (records !== '') records += ',';
    records +=
      mark === undefined ? row.json : JSON.stringify({ ...row.value, [markField]: marked(mark, row.value[markField]) });
  }
  const fields = Object.entries(more).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`);
  const page = `"limit":${limit},"offset":${offset},"records":[${records}],${fields.join('')}"total":${rows.length}`;
  return `{"data":{${page}}}`;
}

/** Ids that are equal whatever their case (RFC 9562, section 4). Others may differ in nothing else. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What tells an id from another: a UUID is the same in upper and in lower case. */
export function idKey(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}

/** The row with an id that a caller may have written in another case than CFW. */
export function rowWithId<Row>(rows: ReadonlyMap<string, Row>, id: string): Row | undefined {
  const own = rows.get(id);
  if (own !== undefined || !UUID.test(id)) return own;
  const key = idKey(id);
  for (const [other, row] of rows) if (idKey(other) === key) return row;
  return undefined;
}

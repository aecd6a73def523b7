/** What one list call brought: rows from `offset` on, and the list's `total` at that moment. */
export interface ReadPage<Row> {
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Whether a reply brought more rows than there are by its own total: one came after CFW had counted, and before it read. */
export function isContradictory({ offset, total, rows }: ReadPage<unknown>): boolean {
  return rows.length > 0 && offset + rows.length > total;
}

/** How many rows a list has at least, by a reply: rows that were brought are there, whatever the total says. */
export function leastTotal(page: ReadPage<unknown>): number {
  return isContradictory(page) ? page.offset + page.rows.length : page.total;
}

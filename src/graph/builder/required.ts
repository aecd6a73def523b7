/**
 * An id that a row cannot be without. A row that CFW sent without it holds the error that says so, with what is known of
 * the answer that brought it, and has no place in the graph.
 */
export function required(value: string | null): string {
  if (typeof value === 'string') return value;
  throw value as unknown;
}

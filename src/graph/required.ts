/**
 * An id that a row cannot be without. A row that CFW sent without it holds null or the error that says so, and has no
 * place in the graph.
 */
export function required(value: string | null): string {
  if (typeof value === 'string') return value;
  throw (value as unknown) ?? new Error('CFW sent a row without its id.');
}

import { invalidResponse } from './errors.ts';

/**
 * An id that a row cannot be without. A row that CFW sent without it holds null or the error that says so, and has no
 * place in the graph.
 */
export function required(value: string | null): string {
  if (typeof value === 'string') return value;
  throw (
    (value as unknown) ?? invalidResponse('CFW sent a row without its id. Report it to the operator of this gateway.')
  );
}

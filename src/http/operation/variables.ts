import type { GraphQLError } from 'graphql';
import { LIMITS, tooComplex } from './limits.ts';

/** Counts what the variables hold; the error says what is too much. Their types are the engine's business. */
export function checkVariables(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  let values = 0;
  const open: unknown[] = [variables];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && value.length > LIMITS.stringCharacters) {
      return tooComplex('characters in one text', LIMITS.stringCharacters, value.length);
    }
    if (typeof value !== 'object' || value === null) continue;
    const parts = Array.isArray(value) ? value : Object.values(value);
    values += parts.length;
    if (values > LIMITS.variableValues) return tooComplex('values in its variables', LIMITS.variableValues);
    for (const part of parts) open.push(part ?? null);
  }
  return null;
}

import type { GraphQLError } from 'graphql';
import { refusal } from '../answer/refusal.ts';

/** What one operation may be, whoever sends it. README's "Operating it" has the same table. */
export const LIMITS = {
  /** UTF-16 units of the text, comments and spaces included. */
  characters: 65_536,
  tokens: 3_000,
  /** Brackets within brackets, of all three kinds. */
  nesting: 50,
  /** UTF-16 units of one string, in the text or in the variables. */
  stringCharacters: 16_384,
  operations: 20,
  fragments: 60,
  variables: 100,
  /** Fields within fields, introspection left aside. */
  depth: 15,
  /** The same below `__schema` and `__type`; what GraphiQL asks there has 15. */
  introspectionDepth: 20,
  /** Fields, each fragment written out wherever it is used. */
  fields: 2_000,
  rootFields: 50,
  /** Fields at the root of a mutation. */
  writes: 20,
  aliases: 50,
  directives: 50,
  directivesAtOnePlace: 4,
  /** Fields that stand twice in one selection set. */
  duplicates: 20,
  /** Values in the variables, those in lists and objects included. */
  variableValues: 20_000,
  /** Rows that all lists together may bring, by `first`, `last` and the default. */
  rows: 100_000,
  /** CFW calls by a rough estimate; the real ones have a limit of their own (`MAX_UPSTREAM_CALLS`). */
  calls: 1_024,
} as const;

/** The error of an operation that is over a limit. */
export function tooComplex(what: string, limit: number, wanted?: number): GraphQLError {
  const excess = wanted === undefined ? '' : `, it has ${wanted}`;
  return refusal(400, 'OPERATION_TOO_COMPLEX', `The operation may have at most ${limit} ${what}${excess}.`);
}

/** A query as GraphQL gives it: what is left out may be null, too. */
export type Given<Query> = {
  readonly [Name in keyof Query]: Query[Name] | (undefined extends Query[Name] ? null : never);
};

/** The query alone. */
export function given<Query extends object>(query: Given<Query>): Query {
  const named: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(query)) if (value != null) named[name] = value;
  return named as Query;
}

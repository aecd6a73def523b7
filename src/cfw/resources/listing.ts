import type { Listing } from '../calls/page-reader.ts';
import type { FieldReader, JsonObject } from '../decoding/fields.ts';
import { canonicalQuery } from '../wire/canonical-query.ts';

/** One parameter of a list call, by which a query names it. */
export interface Parameter<Value> {
  /** Its name on the wire. */
  readonly wire: string;
  /** Refuses what may not go on the wire. Throws BAD_USER_INPUT that names the parameter. */
  readonly check?: (name: string, value: Value) => void;
  /** The values there are and their codes on the wire; others name no list. */
  readonly codes?: Readonly<Record<string, number>>;
  /** How a value is written where it is not sent as it is. */
  readonly write?: (value: Value) => string;
  /** True for one that leads the call to its list but is no part of what the list is, such as the enterprise project. */
  readonly routes?: true;
}

/** What a resource says once about its list; everything else that reads it is generic. */
export interface ListDefinition<Query extends object, Row> {
  /** The list's name in cursors, traces and memories; never changed, since cursors are bound to it. */
  readonly name: string;
  /** The vendor's name of the call. */
  readonly operation: string;
  /** GET has the parameters in the query, POST in a JSON body. */
  readonly method: 'GET' | 'POST';
  /** Behind `/v1/{project_id}/`. */
  readonly path: string;
  /** All that can be asked. The order is part of what cursors are bound to: new ones are added at the end. */
  readonly parameters: { readonly [Name in keyof Query]-?: Parameter<NonNullable<Query[Name]>> };
  /** What goes with every call. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** The most rows that the list has, where a document says so. */
  readonly maxRows?: number;
  /** What names one row: parameters of the list, and last the row's own id. */
  readonly key: readonly [...(keyof Query & string)[], keyof Row & string];
  /** Decodes one row. */
  readRow(row: JsonObject, fields: FieldReader, query: Query): Row;
  /** Whether a row tells that something is under way, so that the list will change soon; left out: no row does. */
  readonly isBusy?: (row: Row) => boolean;
}

/** A list of CFW that can be read. */
export interface ListResource<Query extends object, Row> extends Listing<Query, Row> {
  readonly name: string;
  readonly key: readonly string[];
  /** The most rows that the list has; undefined where no document says so. */
  readonly maxRows: number | undefined;
  /** What makes a query this list and no other: the resource and every parameter, but for those that only route. */
  identity(query: Query): readonly (string | null)[];
  /** What else goes into the call. */
  variant(query: Query): readonly (string | null)[];
  /** What tells a row from all others of the list; null for a row that CFW sent without an id. */
  identify(row: Row): string | null;
  /** Whether a row tells that something is under way. */
  isBusy(row: Row): boolean;
  /** The list in which a row of this key stands; null when no list can have it. */
  listOf(key: readonly string[]): Query | null;
}

/** Makes a list of its definition. */
export function listing<Query extends object, Row>(definition: ListDefinition<Query, Row>): ListResource<Query, Row> {
  const { name, operation, method, key, fixed } = definition;
  const byName = definition.parameters as unknown as Readonly<Record<string, Parameter<unknown>>>;
  const parameters = Object.entries(byName);
  const asked = (query: Query, parameter: string) => (query as Readonly<Record<string, unknown>>)[parameter];
  const valuesOf = (query: Query, names: readonly string[]) =>
    names.map((parameter) => (asked(query, parameter) as string | undefined) ?? null);
  const [telling, routing] = [false, true].map((routes) =>
    parameters.filter(([, parameter]) => (parameter.routes === true) === routes).map(([parameter]) => parameter),
  ) as [string[], string[]];
  const rowId = key.at(-1) as keyof Row & string;
  const parents = key.slice(0, -1);

  return {
    name,
    operation,
    key,
    maxRows: definition.maxRows,
    identity: (query) => [name, ...valuesOf(query, telling)],
    variant: (query) => valuesOf(query, routing),
    identify(row) {
      const id = row[rowId];
      return typeof id === 'string' ? id : null;
    },
    isBusy: definition.isBusy ?? (() => false),
    listOf(parts) {
      for (const [index, parent] of parents.entries()) {
        const { codes } = byName[parent]!;
        if (codes !== undefined && !Object.hasOwn(codes, parts[index] ?? '')) return null;
      }
      return Object.fromEntries(parents.map((parent, index) => [parent, parts[index]])) as Query;
    },
    toRequest(projectId, query, range) {
      const { offset, limit } = range;
      // The zeros of offset and codes are sent: leaving them out means something else (cfw-api 1.3).
      const sent: Record<string, string | number> = Object.assign({ limit, offset }, fixed);
      for (const [parameter, { wire, check, codes, write }] of parameters) {
        const value = asked(query, parameter);
        if (value === undefined) continue;
        check?.(parameter, value);
        sent[wire] = codes?.[value as string] ?? write?.(value) ?? (value as string);
      }
      const path = `/v1/${projectId}/${definition.path}`;
      if (method === 'GET') return { method, path, query: canonicalQuery(sent), body: undefined };
      return { method, path, query: '', body: JSON.stringify(sent) };
    },
    readRow: definition.readRow,
  };
}

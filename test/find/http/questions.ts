import type { Random } from '../../paging/random.ts';
import type { ForeignBed } from './foreign-cfw.ts';
import { CONTENTS, type Kind } from './kinds.ts';
import { drawId, drawValue, type WireRow } from './wire-rows.ts';

/** What is asked of a list, as variables of an operation. */
export interface Question {
  readonly filterBy: {
    readonly search?: string | null;
    readonly matchingAddress?: string | null;
    readonly matchingPort?: number | null;
    readonly createdDate?: { readonly from?: string | null; readonly until?: string | null } | null;
    readonly isDeleted?: boolean | null;
    readonly [named: string]: unknown;
  } | null;
  readonly orderBy: { readonly field: string; readonly direction?: 'ASC' | 'DESC' } | null;
}

export interface Window {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A page as the graph answers it. */
export interface FoundPage {
  readonly totalCount: number;
  readonly drift: string;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, string>> | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

const SEARCHES = [
  'rule',
  'RULE 1',
  'ss',
  'ß',
  'İ',
  'i',
  'ς',
  'Σ',
  '包',
  '𝒳',
  '',
  ' ',
  '9',
  '10.0',
  'EXAMPLE',
  '-',
  '443',
];
const ASKED_ADDRESSES = [
  ...['10.0.0.1', '::ffff:a00:1', '10.0.0.0/24', '10.0.0.8/31', '10.0.0.10', '0.0.0.0/0', '2001:db8::/64', '::1'],
  ...['fe80::1', 'FE80:0::1%1', 'A.example.com', 'example.com.', '*.example.com', 'HOST-9.example.com', 'other.org'],
];
const AT = Date.UTC(2024, 5, 4, 11, 23, 50);
/** Moments that are asked for, and the milliseconds since 1970 that they mean. */
export const MOMENTS: Readonly<Record<string, number>> = {
  '2024-06-04T11:23:50Z': AT,
  '2024-06-04T13:23:50.500+02:00': AT + 500,
  '2024-06-04t11:23:51z': AT + 1000,
  '2024-06-04T11:23:50.00001Z': AT + 0.01,
  '2023-01-01T00:00:00Z': Date.UTC(2023, 0, 1),
  // In UTC these are of years that no row can have.
  '9999-12-31T23:59:59-01:00': Number.POSITIVE_INFINITY,
  '0000-01-01T00:00:00+01:00': Number.NEGATIVE_INFINITY,
};
export function drawRow(random: Random, kind: Kind, at: number): WireRow {
  const fields = Object.entries(kind.fields).map(([name, content]) => [name, drawValue(random, CONTENTS[content])]);
  return { [kind.id]: drawId(random, at), ...Object.fromEntries(fields) };
}

export function drawQuestion(random: Random, kind: Kind): Question {
  const given = <Value>(isThere: unknown, value: () => Value): Value | null | undefined =>
    isThere && random.chance(0.3) ? value() : random.of(isThere ? [null, undefined] : [undefined]);
  const named = Object.entries(kind.named).map(([name, { names }]) => {
    const some = () => [...Object.values(names), 'UNKNOWN'].filter(() => random.chance(0.5));
    return [name, given(true, some)] as const;
  });
  const moment = () => given(true, () => random.of(Object.keys(MOMENTS)));
  const filterBy = {
    search: given(true, () => random.of(SEARCHES)),
    matchingAddress: given(kind.addresses.length > 0, () => random.of(ASKED_ADDRESSES)),
    matchingPort: given(kind.port, () => random.of([22, 80, 85, 443, 8080, 0, 65_535])),
    createdDate: given(kind.created, () => ({ from: moment(), until: moment() })),
    isDeleted: given(kind.deleted, () => random.chance(0.5)),
    ...Object.fromEntries(named),
  } as NonNullable<Question['filterBy']>;
  const direction = random.of(['ASC', 'DESC', undefined] as const);
  const field = random.of(Object.keys(kind.orders));
  return {
    filterBy: random.chance(0.8) ? filterBy : null,
    orderBy: random.chance(0.7) ? { field, ...(direction && { direction }) } : null,
  };
}

/** Asks for a page of each question, all in one operation. */
export async function askAll(
  bed: ForeignBed,
  kind: Kind,
  asked: readonly (readonly [Question, Window])[],
): Promise<readonly FoundPage[]> {
  const variables: Record<string, unknown> = {};
  const fields = asked.map(([{ filterBy, orderBy }, window], at) => {
    Object.assign(variables, { [`f${at}`]: filterBy, [`o${at}`]: orderBy, [`a${at}`]: window.after });
    variables[`b${at}`] = window.before;
    const { first = null, last = null } = window;
    const args = `first: ${first}, last: ${last}, after: $a${at}, before: $b${at}, filterBy: $f${at}, orderBy: $o${at}`;
    const selection = `totalCount drift edges { cursor node { ${kind.graphId} } } pageInfo { hasNextPage hasPreviousPage }`;
    return kind.field(`q${at}`, args, selection);
  });
  const declared = asked.map(
    (_, at) => `$f${at}: ${kind.type}Filters, $o${at}: ${kind.type}Order, $a${at}: String, $b${at}: String`,
  );
  const answer = await bed.ask(`query(${declared.join(', ')}) { ${kind.operation(fields)} }`, variables);
  const data = answer.data as Readonly<Record<string, unknown>> | null | undefined;
  const pages = (data?.set ?? data) as Readonly<Record<string, FoundPage>> | null | undefined;
  return asked.map((_, at) => {
    const page = pages?.[`q${at}`];
    if (page == null) throw new Error(JSON.stringify({ errors: answer.errors, asked }));
    return page;
  });
}

/** The ids of a page's rows; null for one without. */
export function idsOf(kind: Kind, { edges }: FoundPage): (string | null)[] {
  return edges.map(({ node }) => node?.[kind.graphId] ?? null);
}

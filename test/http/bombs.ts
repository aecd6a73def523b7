import { FIREWALL } from './door.ts';

/** An operation that is meant to keep a gateway busy. */
export interface Bomb {
  readonly name: string;
  readonly body: unknown;
}

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const LOOP = 'captureTasks(first: 1) { nodes { firewall {';

/** What is known to hurt GraphQL servers. Each is small enough to pass for a body, and too much for an operation. */
export const BOMBS: readonly Bomb[] = [
  { name: 'deep', body: { query: `{ firewalls { nodes { ${LOOP.repeat(400)} name ${'} } }'.repeat(400)} } } }` } },
  { name: 'just too deep', body: { query: `{ firewalls { nodes { ${LOOP.repeat(5)} name ${'} } }'.repeat(5)} } } }` } },
  { name: 'wide', body: { query: `{ ${times(20_000, (i) => `f${i}`)} }` } },
  { name: 'aliases', body: { query: `{ ${times(1_000, (i) => `a${i}: firewalls { totalCount }`)} }` } },
  { name: 'directives', body: { query: `{ __typename ${'@include(if: true) '.repeat(20_000)} }` } },
  { name: 'directives everywhere', body: { query: `{ ${times(200, (i) => `a${i}: __typename @aa @bb`)} }` } },
  {
    name: 'fragment cycles',
    body: { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }' },
  },
  {
    name: 'fragment cycles that nobody uses',
    body: { query: '{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }' },
  },
  {
    name: 'fragments that double',
    body: {
      query: `{ ...F0 } ${times(40, (i) => `fragment F${i} on Query { __typename ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { __typename }`,
    },
  },
  {
    name: 'many fragments',
    body: {
      query: `{ ${times(300, (i) => `...F${i}`)} } ${times(300, (i) => `fragment F${i} on Query { firewalls { nodes { name } } }`)}`,
    },
  },
  { name: 'duplicate fields', body: { query: `{ ${'firewalls { nodes { name } } '.repeat(500)} }` } },
  {
    name: 'huge ids list',
    body: { query: 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(19_000).fill('a') } },
  },
  { name: 'huge ids list in the text', body: { query: `{ nodes(ids: [${'"a" '.repeat(10_000)}]) { id } }` } },
  { name: '39 KB of [', body: { query: `{ node(id: ${'['.repeat(39_000)}` } },
  { name: '39 KB of {', body: { query: '{'.repeat(39_000) } },
  { name: '1 MB of comments', body: { query: `{ __typename } ${'#\n'.repeat(300_000)}` } },
  { name: 'huge string', body: { query: `{ node(id: "${'x'.repeat(60_000)}") { id } }` } },
  { name: 'very huge string', body: { query: `{ node(id: "${'x'.repeat(1_000_000)}") { id } }` } },
  {
    name: 'huge string in the variables',
    body: { query: 'query($id: ID!) { node(id: $id) { id } }', variables: { id: 'x'.repeat(1_000_000) } },
  },
  { name: 'many variables', body: { query: `query(${times(3_000, (i) => `$v${i}: Int`)}) { __typename }` } },
  {
    name: 'many values',
    body: {
      query: 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: [{ __typename: 'Firewall', rest: Array(100_000).fill(0) }] },
    },
  },
  {
    name: 'many references',
    body: {
      query: 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: Array(9_000).fill({ __typename: 'Firewall', firewallId: FIREWALL }) },
    },
  },
  {
    name: 'huge number of operations',
    body: { query: times(700, (i) => `query Q${i} { __typename }`), operationName: 'Q1' },
  },
  {
    name: 'rows within rows',
    body: {
      query:
        '{ firewalls(first: 4000) { nodes { captureTasks(first: 4000) { nodes { firewall { captureTasks(first: 4000) { nodes { name } } } } } } } }',
    },
  },
  {
    name: 'the same rows again and again',
    body: {
      query: `{ ${times(50, (i) => `a${i}: captureTasks(firewallId: "${FIREWALL}", first: 4096) { nodes { name } }`)} }`,
    },
  },
  {
    name: 'calls within calls',
    body: {
      query:
        '{ firewalls(first: 4000) { nodes { supportsCapture protectedObjects { name } captureTasks { totalCount } } } }',
    },
  },
  {
    name: 'introspection within introspection',
    body: { query: `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }` },
  },
];

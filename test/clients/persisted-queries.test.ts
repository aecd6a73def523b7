import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('Apollo Client with persisted queries falls back to the text, and stays with it', () => {
  test.each([
    ['by POST', false],
    ['by GET', true],
  ])('%s', async (_, useGETForHashedQueries) => {
    const sent: string[] = [];
    const http = new HttpLink({
      uri: bed.gateway.url,
      headers: { 'x-auth-token': 'token-of-a-tenant' },
      fetch: (input, init) => {
        sent.push(`${init?.method} ${String(init?.body ?? input).includes('query') ? 'text' : 'hash'}`);
        return fetch(input, init);
      },
    });
    const link = ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries }), http]);
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    for (const first of [1, 2]) {
      const query = gql`query Names($first: Int) { firewalls(first: $first) { nodes { id name } } }`;
      const { data, error } = await client.query<{ firewalls: { nodes: unknown[] } }>({ query, variables: { first } });
      expect([error, data?.firewalls.nodes.length]).toEqual([undefined, first]);
    }
    expect(sent[0]).toBe(useGETForHashedQueries ? 'GET hash' : 'POST hash');
    expect(sent.slice(1)).toEqual(['POST text', 'POST text']);
  });
});

test.each([
  ['application/json', 200],
  ['application/graphql-response+json', 400],
])('as %s the answer is Apollo’s, with %d', async (accept, status) => {
  const response = await fetch(bed.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256('{ __typename }') } } }),
  });
  expect([response.status, await response.json()]).toEqual([
    status,
    { errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }] },
  ]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { signRequest } from '../../src/cfw/credentials/signer.ts';
import { canonicalQuery } from '../../src/cfw/wire/canonical-query.ts';

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | number>;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly host: string;
  readonly ak: string;
  readonly sk: string;
  readonly canonicalQuery: string;
  readonly authorization: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('../fixtures/sign-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

describe('the vendor’s signatures', () => {
  test('there are four vectors', () => expect(vectors).toHaveLength(4));

  test.each(vectors)('$name', ({ method, path, query, headers, body = '', host, ak, sk, ...expected }) => {
    const { 'X-Sdk-Date': date = '', 'X-Security-Token': securityToken, ...rest } = headers;
    const at = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
    const signed = signRequest(
      {
        method,
        host,
        path,
        query: canonicalQuery(query),
        headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.toLowerCase(), value])),
        body,
      },
      { accessKey: ak, secretKey: sk, securityToken },
      at,
    );
    expect(canonicalQuery(query)).toBe(expected.canonicalQuery);
    expect(signed['x-sdk-date']).toBe(date);
    expect(signed.authorization).toBe(expected.authorization);
  });
});

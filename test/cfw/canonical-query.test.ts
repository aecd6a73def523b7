import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalQuery } from '../../src/cfw/wire/canonical-query.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });

test('a canonical query is sorted, percent-encoded, and reads back as what it was made of', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.integer())), (parameters) => {
      const query = canonicalQuery(parameters);
      expect(query).toMatch(/^(?:[A-Za-z0-9._~=&-]|%[0-9A-F]{2})*$/);
      const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
      expect(pairs.map(([key]) => key)).toEqual(Object.keys(parameters).sort());
      for (const [key = '', value] of pairs) expect(value).toBe(String(parameters[key]));
    }),
  );
});

test('a URL leaves it as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(text, text, { minKeys: 1 }), (parameters) => {
      const query = canonicalQuery(parameters);
      expect(new URL(`http://h/p?${query}`).search).toBe(`?${query}`);
    }),
  );
});

test('zeros and empty strings are sent, what is undefined is not', () => {
  expect(canonicalQuery({ offset: 0, limit: 1, port: '', address: undefined })).toBe('limit=1&offset=0&port=');
});

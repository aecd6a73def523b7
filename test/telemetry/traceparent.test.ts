import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTraceparent } from '../../src/telemetry/tracing/traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const read = { traceId: TRACE, spanId: SPAN, sampled: true };

// The cases of W3C's own suite (trace-context, test/test.py), those of one header.
test.each([
  [`00-${TRACE}-${SPAN}-01`, read],
  [`00-${TRACE}-${SPAN}-00`, { ...read, sampled: false }],
  [`00-${TRACE}-${SPAN}-02`, { ...read, sampled: false }],
  [`00-${TRACE}-${SPAN}-ff`, read],
  [`cc-${TRACE}-${SPAN}-01`, read],
  [`cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`, read],
  [`01-${TRACE}-${SPAN}-01-`, read],
  [`cc-${TRACE}-${SPAN}-01.what-the-future-will-not-be-like`, null],
  [`00-${TRACE}-${SPAN}-01-what-the-future-will-be-like`, null],
  [`00-${TRACE}-${SPAN}-01-`, null],
  [`00-${TRACE}-${SPAN}-01.`, null],
  [`ff-${TRACE}-${SPAN}-01`, null],
  [`.0-${TRACE}-${SPAN}-01`, null],
  [`0-${TRACE}-${SPAN}-01`, null],
  [`000-${TRACE}-${SPAN}-01`, null],
  [`00-${'0'.repeat(32)}-${SPAN}-01`, null],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, null],
  [`cc-${'0'.repeat(32)}-${SPAN}-01`, null],
  [`00-${TRACE.toUpperCase()}-${SPAN}-01`, null],
  [`00-${TRACE}-${SPAN.toUpperCase()}-01`, null],
  [`CC-${TRACE}-${SPAN}-01`, null],
  [`00-.${TRACE.slice(1)}-${SPAN}-01`, null],
  [`00-${TRACE}1-${SPAN}-01`, null],
  [`00-${TRACE.slice(1)}-${SPAN}-01`, null],
  [`00-${TRACE}-${SPAN}1-01`, null],
  [`00-${TRACE}-${SPAN}-0`, null],
  [`00-${TRACE}-${SPAN}-001`, null],
  [`00-${TRACE}-${SPAN}-0A`, null],
  [`00-${TRACE}-${SPAN}`, null],
  [`00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`, null],
  [` 00-${TRACE}-${SPAN}-01`, null],
  ['', null],
])('%j', (header, expected) => {
  expect(readTraceparent(header)).toEqual(expected);
});

test('of version 00 nothing is taken but 55 characters', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary-ascii' }), (more) => {
      expect(readTraceparent(`00-${TRACE}-${SPAN}-01${more}`)).toBeNull();
      expect(readTraceparent(`${more}00-${TRACE}-${SPAN}-01`)).toBeNull();
    }),
  );
});

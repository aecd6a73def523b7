import { type ASTNode, GraphQLError, Kind } from 'graphql';
import { builder } from './builder.ts';
import { readMoment } from './moment.ts';

/*
 * What CFW sent has been read and checked by then (`src/cfw/decoding/fields.ts`), so a
 * value is served as it stands; `unchanged` says so to the compiled execution (`src/execution/leaf-check.ts`).
 */

builder.scalarType('DateTime', {
  description:
    'A date-time string at UTC, such as 2007-12-03T10:15:30Z, compliant with the `date-time` format outlined in section 5.6 of the RFC 3339 profile of the ISO 8601 standard for representation of dates and times using the Gregorian calendar.',
  serialize: (value) => {
    if (typeof value === 'string') return value;
    throw new TypeError('A DateTime must be an RFC 3339 text.');
  },
  parseValue: (value) => momentOf(value),
  parseLiteral: (node) => momentOf(node.kind === Kind.STRING ? node.value : null, node),
  extensions: { unchanged: 'string' },
});

builder.scalarType('SafeInt', {
  description:
    'The `SafeInt` scalar type represents non-fractional signed whole numeric values that are considered safe as defined by the ECMAScript specification.',
  specifiedByURL: 'https://www.ecma-international.org/ecma-262/#sec-number.issafeinteger',
  serialize: (value) => {
    if (typeof value === 'number') return value;
    throw new TypeError('A SafeInt must be a number.');
  },
  extensions: { unchanged: 'number' },
});

/** @param node where it stands in the operation, unless it is in a variable */
function momentOf(value: unknown, node?: ASTNode): string {
  const moment = typeof value === 'string' ? readMoment(value) : null;
  if (moment !== null) return moment;
  throw new GraphQLError(
    'A DateTime must be an RFC 3339 text with its offset, such as "2007-12-03T10:15:30Z".',
    node && { nodes: node },
  );
}

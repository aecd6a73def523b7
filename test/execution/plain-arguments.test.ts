import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, type FieldNode, getArgumentValues, Kind, parse } from 'graphql';
import { plainArguments } from '../../src/execution/plain-arguments.ts';

const schema = buildSchema(`
  type Query { field(int: Int, need: Int!, with: Int = 3, must: ID! = "5", box: Box, list: [Int], side: Side): String }
  enum Side { LEFT RIGHT }
  input Box { width: Int, depth: Int = 2 }
`);
const definition = schema.getQueryType()!.getFields().field!;

/** What may be written for an argument; among it what no valid operation has. */
const written = fc.constantFrom(
  ...[
    '1',
    '-7',
    '"text"',
    'null',
    'LEFT',
    'OTHER',
    '[1, 2]',
    '[1, $b]',
    '{ width: 1 }',
    '{ width: $a }',
    '{ depth: null }',
  ],
  ...['$a', '$b', '$c', '$a', '$b'],
);
const given = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, 1, 'LEFT'));

function fieldWith(values: Readonly<Record<string, string>>): FieldNode {
  const parts = Object.entries(values).map(([name, text]) => `${name}: ${text}`);
  const [operation] = parse(`{ field${parts.length === 0 ? '' : `(${parts.join(', ')})`} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation');
  return operation.selectionSet.selections[0] as FieldNode;
}

/** What graphql-js makes of them; null where it throws. */
function valuesOf(node: FieldNode, variables: Record<string, unknown>): [string, unknown][] | null {
  try {
    return Object.entries(getArgumentValues(definition, node, variables));
  } catch {
    return null;
  }
}

test('arguments that are taken as they stand are what graphql-js makes of them, in their order', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...definition.args.map(({ name }) => name)), written, { maxKeys: 3 }),
      fc.option(fc.constantFrom('1', '$a', '$b'), { nil: undefined }),
      fc.array(given, { minLength: 1, maxLength: 3 }),
      (others, need, requests) => {
        const node = fieldWith(need === undefined ? others : { ...others, need });
        const read = plainArguments(definition, node);
        for (const variables of requests) {
          const plain = read?.(variables) ?? null;
          if (plain === null) continue;
          taken++;
          expect(Object.entries(plain)).toEqual(valuesOf(node, variables));
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('what is written out, and variables, leave nothing to graphql-js', () => {
  const read = plainArguments(definition, fieldWith({ need: '$a', int: '$b', side: 'LEFT', box: '{ width: 1 }' }));
  expect(read?.({ a: 1 })).toEqual({ need: 1, with: 3, must: '5', box: { width: 1, depth: 2 }, side: 'LEFT' });
});

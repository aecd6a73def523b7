import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { plainVariables } from '../../src/execution/plain-variables.ts';

const schema = buildSchema(`
  type Query { field(int: Int, id: ID, is: Boolean): String }
  scalar Date
  enum Side { LEFT RIGHT }
  input Box { width: Int }
`);

const PLAIN = ['Int', 'String', 'ID', 'Boolean'];
const OTHERS = ['Float', 'Date', 'Side', 'Box', '[Int]', '[ID!]'];

const declared = (types: readonly string[]) =>
  fc.record({
    type: fc.constantFrom(...types),
    isRequired: fc.boolean(),
    isGiven: fc.boolean(),
    hasDefault: fc.boolean(),
    value: fc.oneof(
      fc.constantFrom(null, true, '', '7', 'LEFT', 0, -0, 1.5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1),
      fc.string(),
      fc.integer(),
      fc.constant([1]),
      fc.constant({ width: 1 }),
    ),
    name: fc.constantFrom('a', 'b', 'toString', '__proto__', 'constructor'),
  });

function operationOf(variables: readonly { name: string; type: string; isRequired: boolean; hasDefault: boolean }[]) {
  const parts = variables.map(
    ({ name, type, isRequired, hasDefault }) =>
      `$${name}: ${type}${isRequired ? '!' : ''}${hasDefault && type === 'Int' ? ' = 3' : ''}`,
  );
  const [definition] = parse(`query (${parts.join(', ')}) { field }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation');
  return definition;
}

function coercedBy(operation: OperationDefinitionNode, given: Readonly<Record<string, unknown>>) {
  return getVariableValues(schema, operation.variableDefinitions ?? [], given).coerced;
}

test('what is taken as it stands is what graphql-js makes of it, and all that is plain is taken', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(declared(PLAIN), { selector: ({ name }) => name, minLength: 1, maxLength: 4 }),
      (variables) => {
        const operation = operationOf(variables);
        const sent = variables.filter(({ isGiven }) => isGiven).map(({ name, value }) => [name, value] as const);
        const given: Readonly<Record<string, unknown>> = Object.fromEntries(sent);
        const values = plainVariables(schema, operation)!(given);
        const coerced = coercedBy(operation, given);
        if (values !== null) {
          taken++;
          expect(Object.entries(values)).toEqual(Object.entries(coerced ?? {}));
          expect(coerced).toBeDefined();
          return;
        }
        // Left to graphql-js: what it refuses, what it turns into something else, and defaults.
        const isAsGiven = coerced !== undefined && JSON.stringify(coerced) === JSON.stringify(given);
        expect(isAsGiven && Object.keys(coerced).length === variables.length).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
  expect(taken).toBeGreaterThan(50);
});

test.each(OTHERS)('a variable of type %s leaves its operation to graphql-js', (type) => {
  const plain = { name: 'a', type: 'Int', isRequired: true, hasDefault: false };
  expect(plainVariables(schema, operationOf([plain, { ...plain, name: 'b', type }]))).toBeNull();
});

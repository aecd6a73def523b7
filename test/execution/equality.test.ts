import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { Operation } from '../../src/execution/operation.ts';
import { type OddContext, oddSchema } from './odd-schema.ts';
import { generateOperation } from './operations.ts';
import { Random } from './random.ts';

const schema = oddSchema();

/** What a client gets: data, and errors with path, locations and extensions, in their order. */
function answerOf(result: ExecutionResult): unknown {
  // graphql-js prints the value here, which may be anything.
  const text = JSON.stringify(result).replace(
    /(\.serialize\().*?(\)` to return non-nullable value), returned: null/g,
    '$1…$2.',
  );
  return JSON.parse(text);
}

function generated(seed: number) {
  const { text, variables } = generateOperation(schema, new Random(seed), { depth: 4 });
  const document = parse(text);
  return { text, variables, document, valid: validate(schema, document).length === 0 };
}

async function both(seed: number, oddities: number) {
  const { text, variables, document, valid } = generated(seed);
  if (!valid) return null;
  const contextValue: OddContext = { seed, oddities };
  const interpreted = await execute({ schema, document, contextValue, variableValues: variables });
  const operation = new Operation(schema, document, undefined);
  const first = await operation.execute(contextValue, variables);
  const again = await operation.execute(contextValue, variables);
  return { text, variables, interpreted: answerOf(interpreted), first: answerOf(first), again: answerOf(again) };
}

describe('a compiled operation answers as graphql-js does', () => {
  test.each([
    ['where all is well', 0, 150],
    ['where some fields fail', 12, 350],
    ['where most fields fail', 60, 100],
  ])(
    '%s',
    async (_, oddities, numRuns) => {
      // Each is executed three times; a minute is far more than a slow machine needs.
      let valid = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const answers = await both(seed, oddities);
          if (answers === null) return;
          valid++;
          const { text, variables, interpreted, first, again } = answers;
          expect({ text, variables, answer: first }).toEqual({ text, variables, answer: interpreted });
          expect(again).toEqual(interpreted);
        }),
        { numRuns },
      );
      expect(valid).toBeGreaterThan(numRuns / 10);
    },
    60_000,
  );
});

import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BOMBS } from './bombs.ts';
import { codesOf, type Door, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const REFUSALS = ['OPERATION_TOO_COMPLEX', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'];

describe.each(['application/json', 'application/graphql-response+json'])('as %s', (accept) => {
  test.each(BOMBS)('$name: 400, a code, and CFW is left alone', async ({ body }) => {
    const answer = await door.post(body, { accept });
    expect(answer.status).toBe(400);
    expect(REFUSALS).toContain([codesOf(answer)].flat()[0]);
    expect(answer.body.data).toBeUndefined();
    expect(await door.calls()).toEqual([]);
  });
});

test('what stands beside them is not held up', async () => {
  const delays: number[] = [];
  let exploding = true;
  const probing = (async () => {
    while (exploding) {
      const since = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 1));
      delays.push(performance.now() - since);
    }
  })();
  for (const { body } of BOMBS) await door.post(body);
  exploding = false;
  await probing;
  const longest = Math.max(...delays);
  // The gateway, the bombs and the clock share this process: the figure for the gateway alone is in `npm run stress`.
  expect(longest).toBeLessThan(250);
});

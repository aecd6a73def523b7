import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());
afterEach(() => bed.control('DELETE', 'faults'));

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

async function ask({ query, variables, headers }: Question) {
  const response = await fetch(bed.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { id: response.headers.get('x-request-id'), text: await response.text() };
}

/** Asks everything at once, so that all wait for one call of CFW. */
async function askTogether(questions: readonly Question[], fault: object = {}) {
  await bed.control('PUT', 'faults', { faults: [{ latencyMs: 500, ...fault }] });
  await bed.calls();
  const answers = await Promise.all(questions.map(ask));
  expect(await bed.calls()).toHaveLength(1);
  return answers;
}

const TASKS = `captureTasks(firewallId: "${FIREWALLS.documented}", first: 10)`;
const IDS = `{ ${TASKS} { nodes { taskId } } }`;

/** Whatever else is asked of the same ten rows. */
const OTHERS: readonly Question[] = [
  { query: IDS },
  { query: `{ same: ${TASKS} { nodes { taskId } } }` },
  { query: `{ ${TASKS} { __typename totalCount edges { cursor node { id name createdDate } } } }` },
  { query: `{ ${TASKS} { pageInfo { endCursor } pageCursors { next { cursor } } drift nodes { taskId } } }` },
  { query: `{ ${TASKS} { nodes { taskId firewall { firewallId } } } }` },
  { query: `{ ${TASKS} { totalCount nodes { taskId } } other: ${TASKS} { nodes { taskId } } }` },
  ...[true, false].map((named) => ({
    query: `query ($named: Boolean!) { ${TASKS} { nodes { duration name @include(if: $named) } } }`,
    variables: { named },
  })),
];

describe('those who wait for one call of CFW', () => {
  test('have each the answer to their own question, in whatever order they came', async () => {
    const alone: string[] = [];
    for (const question of OTHERS) alone.push((await ask(question)).text);
    expect(new Set(alone).size).toBe(OTHERS.length);
    const together = await askTogether([...OTHERS, ...OTHERS, ...[...OTHERS].reverse()]);
    expect(together.map(({ text }) => text)).toEqual([...alone, ...alone, ...[...alone].reverse()]);
  });

  test('have each what else they ask for', async () => {
    const query = `query ($first: Int!) {
      ${TASKS} { nodes { taskId } }
      other: captureTasks(firewallId: "${FIREWALLS.documented}", first: $first) { nodes { name } }
    }`;
    const questions = [1, 2, 1].map((first) => ({ query, variables: { first } }));
    const alone: string[] = [];
    for (const question of questions) alone.push((await ask(question)).text);
    const together = await askTogether(questions);
    expect(together.map(({ text }) => text)).toEqual(alone);
    expect(together[0]?.text).not.toBe(together[1]?.text);
  });

  test('have each an id, and what was saved for them', async () => {
    const explained = { query: IDS, headers: { 'x-explain': 'true' } };
    const answers = await askTogether([{ query: IDS }, explained, { query: IDS }, explained]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(4);
    const told = answers.map(({ text }) => JSON.parse(text));
    expect(told.map(({ data }) => data)).toEqual(Array(4).fill(told[0].data));
    const calls = [told[1], told[3]].map(({ extensions }) => extensions.explain.calls[0]);
    expect(calls.map(({ sharedWith }) => sharedWith)).toEqual([3, 3]);
    expect([told[0].extensions, told[2].extensions]).toEqual([undefined, undefined]);
  });

  test('are each told what is wrong with the rows', async () => {
    const records = [{ task_id: 'a', name: 5 }, { name: 'nameless' }];
    const rawBody = JSON.stringify({ data: { limit: 10, offset: 0, total: 2, records } });
    const query = `{ ${TASKS} { edges { node { taskId name } } } }`;
    const answers = await askTogether(Array(5).fill({ query }), { rawBody });
    const [first] = answers;
    expect(JSON.parse(first!.text)).toMatchObject({
      data: { captureTasks: { edges: [{ node: { taskId: 'a', name: null } }, { node: null }] } },
      errors: [
        { path: ['captureTasks', 'edges', 0, 'node', 'name'] },
        { path: ['captureTasks', 'edges', 1, 'node', 'taskId'] },
      ],
    });
    expect(answers.map(({ text }) => text)).toEqual(Array(5).fill(first!.text));
  });
});

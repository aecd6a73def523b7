import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

describe('a list longer than Int can count', () => {
  const answers = (total: number) =>
    bed.control('PUT', 'faults', {
      faults: [{ rawBody: JSON.stringify({ data: { limit: 50, offset: 0, total, records: [] } }) }],
    });
  const PAGER = `{ list: captureTasks(firewallId: "${FIREWALLS.empty}", first: 50) { pageCursors { last { cursor page } } } }`;
  type Pager = { list: { pageCursors: { last: { cursor: string } } } };

  test('its last page lies past what can be asked for', async () => {
    await answers(2 ** 31 - 1);
    const { data } = await bed.ask(PAGER);
    await bed.control('DELETE', 'faults');
    await bed.calls();
    const { cursor } = (data as unknown as Pager).list.pageCursors.last;
    const { errors } = await bed.ask(
      `{ list: captureTasks(firewallId: "${FIREWALLS.empty}", after: "${cursor}") { totalCount } }`,
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('2147483647'),
      extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
    expect(await bed.calls()).toEqual([]);
  });

  test('its pages cannot be counted', async () => {
    await answers(2 ** 40);
    const { data, errors } = await bed.ask(PAGER);
    await bed.control('DELETE', 'faults');
    expect(data).toEqual({ list: { pageCursors: { last: null } } });
    expect(errors?.[0]).toMatchObject({
      path: ['list', 'pageCursors', 'last', 'page'],
      extensions: { code: 'UPSTREAM_INVALID_RESPONSE' },
    });
  });

  test('its total is an error with a code, and the rest of the page stands', async () => {
    await answers(2 ** 31);
    const list = `captureTasks(firewallId: "${FIREWALLS.empty}")`;
    const { data, errors } = await bed.ask(
      `{ list: ${list} { totalCount nodes { id } } total: ${list} { totalCount } rows: ${list} { nodes { id } } }`,
    );
    await bed.control('DELETE', 'faults');
    expect(data).toEqual({ list: null, total: null, rows: { nodes: [] } });
    expect(errors).toHaveLength(2);
    for (const error of errors ?? []) {
      expect(error).toMatchObject({
        message: expect.stringContaining('2147483648'),
        extensions: { code: 'UPSTREAM_INVALID_RESPONSE' },
      });
    }
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['list.totalCount', 'total.totalCount']);
  });
});

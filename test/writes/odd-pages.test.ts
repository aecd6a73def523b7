import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Came, listOf, type Reply, type SmallCfw } from './strangers/small-cfw.ts';
import { BLACKLIST, entry, openStranger, outcomes, type Stranger } from './strangers/stranger.ts';
import { type DeleteResult, FIREWALL, payloadOf } from './writing.ts';

/** Upstreams whose pages are not what they should be. */
let stranger: Stranger;
let answer: (call: Came, cfw: SmallCfw) => Reply | null | undefined | Promise<Reply | undefined>;
beforeEach(async () => {
  answer = () => undefined;
  stranger = await openStranger((call, cfw) => answer(call, cfw));
});
afterEach(() => stranger.close());

describe('an upstream that gives one row a page', () => {
  const uuid = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
  const one = ({ method, query }: Came) => {
    query.set('limit', '1');
    return method === 'GET';
  };
  const task = (task_id: string) => ({ task_id, name: 'old', status: 1, is_deleted: 0 });

  test('what stands on the last page is deleted, not absent', async () => {
    for (let last = 1; last < 7; last++) {
      stranger.cfw.entries.push(entry(uuid(last), `192.0.2.${last}`));
      stranger.cfw.tasks.push(task(uuid(last)));
    }
    answer = (call, cfw) => {
      one(call);
      if (call.method === 'DELETE') cfw.entries.pop();
      if (call.method === 'POST') cfw.tasks.pop();
      return call.method === 'GET' ? undefined : [200, { data: {} }];
    };
    expect(outcomes(await stranger.removed(uuid(6)))).toEqual(['DELETED']);
    const input = { firewallId: FIREWALL, taskIds: [uuid(6)] };
    const { results } = payloadOf<{ results: DeleteResult[] }>(await stranger.ask('deleteCaptureTasks', input));
    expect(outcomes(results)).toEqual(['DELETED']);
  });

  test('and whose total is one too few hides no row by that', async () => {
    for (let last = 1; last < 5; last++) stranger.cfw.entries.push(entry(uuid(last), `192.0.2.${last}`));
    answer = (call, cfw) => {
      if (call.method === 'DELETE') cfw.entries.pop();
      if (!one(call)) return [200, { data: {} }];
      const [status, body] = listOf(call, cfw) as [number, { data: { total: number } }];
      body.data.total--;
      return [status, body];
    };
    expect(outcomes(await stranger.removed(uuid(4)))).toEqual(['DELETED']);
  });

  test('what comes last is created, and is seen', async () => {
    stranger.cfw.entries.push(...[1, 2, 3].map((last) => entry(uuid(last), `192.0.2.${last}`)));
    answer = (call, cfw) => {
      one(call);
      if (call.method !== 'POST') return undefined;
      cfw.entries.push(entry(uuid(9), String(call.body.address)));
      return [200, { data: { id: uuid(9) } }];
    };
    expect(outcomes(await stranger.created('192.0.2.9'))).toEqual(['CREATED']);
  });
});

test('of a list that is mixed anew for each page nothing is told that nobody has seen', async () => {
  for (let last = 0; last < 9; last++) stranger.cfw.entries.push(entry(`id-${last}`, `192.0.2.${last}`));
  let turn = 0;
  answer = ({ method, query }, { entries }) => {
    if (method !== 'GET') return [200, { data: {} }];
    query.set('limit', '4');
    // Each page is of another order, so that the pages together show some rows twice and others never.
    entries.push(...entries.splice(0, 1 + (turn++ % 3)));
    return undefined;
  };
  const { errors } = await stranger.ask('deleteListEntries', { ...BLACKLIST, listIds: ['id-8', 'id-5', 'nothing'] });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }]);
  expect(stranger.cfw.came().filter(({ method }) => method !== 'GET')).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type Door, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test('all of graphql-http’s audits', async () => {
  const audits = serverAudits({ url: () => door.gateway.url, fetchFn: fetch });
  const results = await Promise.all(
    audits.map(async ({ id, name, fn }) => ({ id, name, status: (await fn()).status })),
  );
  expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(results).toHaveLength(61);
});

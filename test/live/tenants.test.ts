import { expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { startTestBed } from '../support/gateway.ts';
import { openStream } from './streams.ts';

const firewallId = FIREWALLS.single;

/** What is below the rows is read for each event, with the credentials of those who asked. */
const FOLLOW = `subscription {
  captureTaskChanges(firewallId: "${firewallId}") {
    added { id name firewall { name } } changed { id } removed totalCount version reset
  }
}`;

test.each([
  ['tokens', [{ 'x-auth-token': 'one' }, { 'x-auth-token': 'another' }]],
  ['projects', [{ 'x-project-id': PROJECTS.main }, { 'x-project-id': PROJECTS.listExample }]],
])('who asks the same with two %s reads with their own', async (_what, callers) => {
  const bed = await startTestBed({ LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' });
  const streams = await Promise.all(callers.map((headers) => openStream(bed.gateway.url, FOLLOW, {}, headers)));
  for (const stream of streams) expect(await stream.changes()).toMatchObject({ reset: true });
  await bed.calls();
  const rows = [{ name: 'new', status: 1, task_id: crypto.randomUUID() }];
  await bed.control('POST', 'rows', { firewallId, list: 'captureTasks', rows });
  for (const stream of streams) expect(await stream.changes()).toMatchObject({ added: [{ name: 'new' }] });
  const below = (await bed.calls()).filter(({ operation }) => operation !== 'ListCaptureTask');
  const tellers = below.map(({ headers, path }) => [headers['x-auth-token'], path.split('/')[2]].join(' '));
  expect(tellers.sort()).toEqual(
    callers
      .map((headers: Record<string, string>) =>
        [headers['x-auth-token'] ?? 'token-of-a-tenant', headers['x-project-id'] ?? PROJECTS.main].join(' '),
      )
      .sort(),
  );
  for (const stream of streams) stream.leave();
  await bed.close();
});

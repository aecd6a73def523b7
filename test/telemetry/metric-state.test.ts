import { expect, test } from '@jest/globals';
import { PROJECTS } from '../../src/simulator/known.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { readSeries } from './series.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

test('each gateway counts for itself', async () => {
  const [one, other] = await Promise.all([startWatchedGateway(), startWatchedGateway()]);
  await one.post({ query: '{ __typename }' }, { 'x-request-id': 'only' });
  await one.log.request('only');
  const requests = async ({ get }: WatchedGateway) =>
    readSeries(await (await get('/metrics')).text()).get('cfw_graphql_request_duration_seconds_count{code="OK"}');
  expect([await requests(one), await requests(other)]).toEqual([1, 0]);
  await Promise.all([one.close(), other.close()]);
});

test('circuits are counted, not named', async () => {
  const metrics = new Metrics();
  const circuits = async () => {
    const series = readSeries((await metrics.text()).text);
    return ['open', 'half_open'].map((state) => series.get(`cfw_upstream_circuits{state="${state}"}`));
  };
  expect(await circuits()).toEqual([0, 0]);
  const change = metrics.upstream.observer.circuitChanged;
  change({ projectId: PROJECTS.main, state: 'OPEN' });
  change({ projectId: PROJECTS.listExample, state: 'OPEN' });
  expect(await circuits()).toEqual([2, 0]);
  change({ projectId: PROJECTS.main, state: 'HALF_OPEN' });
  expect(await circuits()).toEqual([1, 1]);
  change({ projectId: PROJECTS.main, state: 'CLOSED' });
  expect(await circuits()).toEqual([1, 0]);
  for (let project = 0; project < 5000; project++) change({ projectId: String(project), state: 'OPEN' });
  expect(await circuits()).toEqual([1024, 0]);
  metrics.close();
});

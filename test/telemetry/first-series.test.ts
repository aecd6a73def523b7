import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { readSeries } from './series.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

/** All matches of a pattern in the files of some folders, by what it takes out of them. */
async function inSources(folders: readonly string[], pattern: RegExp): Promise<Set<string>> {
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
      return Promise.all(files.map((name) => readFile(`${folder}/${name}`, 'utf8')));
    }),
  );
  return new Set(texts.flat().flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!)));
}

/** For each metric with labels, the values that each label has after the start. */
async function labelsAfterStart(): Promise<Record<string, Record<string, Set<string>>>> {
  const metrics = new Metrics();
  const { text } = await metrics.text();
  metrics.close();
  const found: Record<string, Record<string, Set<string>>> = {};
  for (const [series, value] of readSeries(text)) {
    const [, name, labels] = /^(\w+?)(?:_bucket|_sum|_count)?\{(.*)\}$/.exec(series) ?? [];
    if (name === undefined) continue;
    expect([series, value]).toEqual([series, 0]);
    for (const [, label, each] of labels!.matchAll(/(\w+)="([^"]*)"/g)) {
      if (label === 'le') continue;
      const values = found[name] ?? {};
      found[name] = { ...values, [label!]: (values[label!] ?? new Set()).add(each!) };
    }
  }
  return found;
}

test('after the start every metric has all the series it can have, at 0', async () => {
  const readme = await readFile('README.md', 'utf8');
  const [, table] = readme.split('| code | what to do |');
  const codes = [...table!.split('\n\n')[0]!.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code!);
  const fromUpstream = await inSources(['src/cfw/decoding'], /^ {2}'([A-Z_]+)',$/gm);
  const reads = await inSources(['src/cfw/resources'], /operation: '(\w+)'/g);
  const writes = await inSources(['src/cfw/writes'], /writeOf\(\s*'(\w+)'/g);
  const operations = new Set([...reads, ...writes]);
  const followed = await inSources(['src/graph/types'], /context\.follow\((\w+)/g);
  const { WRITE_OPERATIONS, WRITE_OUTCOMES, ITEM_OUTCOMES } = await import('../../src/writes/write-report.ts');
  const classes = ['1xx', '2xx', '3xx', '4xx', '5xx', 'none'];
  const told = ['200', '400', '401', '403', '404', '429', '500', '502', '503', '504'];
  expect(operations.size).toBeGreaterThan(12);
  expect(await labelsAfterStart()).toEqual({
    cfw_graphql_request_duration_seconds: { code: new Set(['OK', 'CLIENT_LEFT', ...codes]) },
    cfw_graphql_errors_total: { code: new Set(codes) },
    cfw_graphql_pages_total: { drift: new Set(['NONE', 'REALIGNED', 'LOST']) },
    cfw_graphql_writes_total: {
      operation: new Set(WRITE_OPERATIONS),
      outcome: new Set([...WRITE_OUTCOMES, ...ITEM_OUTCOMES, 'REFUSED']),
    },
    cfw_upstream_call_duration_seconds: { operation: operations, code: new Set(['OK', ...fromUpstream]) },
    cfw_upstream_attempts_total: { operation: operations, status: new Set([...classes, ...told]) },
    cfw_upstream_unknown_codes_total: {
      operation: expect.any(Set),
      field: await inSources(['src/cfw/resources'], /fields\.code\([^,]+, '([^']+)'/g),
    },
    cfw_upstream_unreadable_dates_total: {
      operation: expect.any(Set),
      field: await inSources(['src/cfw/resources'], /fields\.date\([^,]+, '([^']+)'/g),
    },
    cfw_upstream_circuits: { state: new Set(['open', 'half_open']) },
    cfw_live_polls_total: { list: followed, code: new Set(['OK', ...fromUpstream]) },
  });
});

describe('what happens makes no series that was not there', () => {
  let gateway: WatchedGateway;
  beforeAll(async () => {
    gateway = await startWatchedGateway();
  });
  afterAll(() => gateway.close());

  const series = async () => [...readSeries(await (await gateway.get('/metrics')).text())];
  const fault = (each: object) => gateway.control('PUT', 'faults', { faults: [{ times: 1, ...each }] });
  const list = `listEntries(objectId: "${OBJECTS.emptyInternet}", listType: WHITELIST`;
  const tasks = `captureTasks(firewallId: "${FIREWALLS.documented}", first: 3) { nodes { status createdDate } }`;

  test('reads, their failures, odd rows, writes and what is no operation', async () => {
    const before = new Map(await series());
    let asked = 0;
    const ask = async (query: string, headers: Record<string, string> = {}) => {
      const requestId = `series-${++asked}`;
      const answer = await gateway.post({ query }, { 'x-request-id': requestId, ...headers });
      await gateway.log.request(requestId);
      return answer.text();
    };
    for (const status of [400, 403, 418, 429, 500, 599]) {
      await fault({ status });
      await ask(`{ ${tasks} }`);
    }
    await fault({ reset: true });
    await ask(`{ ${tasks} }`);
    await ask(`{ firewalls { nodes { name status } } ${list}) { totalCount } }`);
    await ask('{ nothing }');
    await ask('{');
    await ask(`{ ${tasks} }`, { 'x-auth-token': '' });
    await ask(`{ captureTasks(firewallId: "x", first: -1) { totalCount } }`, { 'x-project-id': PROJECTS.main });
    const entry = '{ address: "198.51.100.1", direction: SOURCE, protocol: ANY }';
    const written = await ask(
      `mutation { createListEntries(input: { objectId: "${OBJECTS.emptyInternet}", listType: WHITELIST, entries: [${entry}] }) { results { outcome } } }`,
    );
    expect(written).toContain('CREATED');
    const after = await series();
    expect(after.filter(([name]) => !before.has(name))).toEqual([]);
    expect(after.filter(([name, value]) => value > before.get(name)! && name.includes('{')).length).toBeGreaterThan(20);
  });
});

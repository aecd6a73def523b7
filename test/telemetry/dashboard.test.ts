import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { readNames } from './series.ts';

interface Dashboard {
  readonly panels: readonly { readonly id: number; readonly targets?: readonly { readonly expr: string }[] }[];
}

test('the dashboard asks for the metrics that there are, and for all of them', async () => {
  const dashboard = await readFile('docs/grafana-dashboard.json', 'utf8');
  const { panels } = JSON.parse(dashboard) as Dashboard;
  const asked = panels.flatMap(({ targets = [] }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(?:cfw|nodejs|process)_[a-z0-9_]+/g) ?? []),
  );
  const metrics = new Metrics();
  const there = readNames((await metrics.text()).text);
  metrics.close();
  const names = new Set(asked.map((name) => name.replace(/_(bucket|count)$/, '')));
  expect([...names].filter((name) => !there.has(name))).toEqual([]);
  expect([...there].filter((name) => !names.has(name))).toEqual([]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

import { expect, test } from '@jest/globals';
import { FIREWALLS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole();
const LIMIT_MS = 1_000;
const LOADS = 8;

/**
 * From the navigation to the first rows, by the mark of the desk. The best of some loads, each in a browser context of its
 * own, so with nothing in its cache: how long the page takes is the subject, and what else a busy machine does meanwhile
 * can only make one load slower. The first one, which warms the gateway, does not count.
 */
async function firstRows(place: string): Promise<number> {
  const times: number[] = [];
  for (let load = 0; load <= LOADS; load += 1) {
    const { page } = await desk.open(place);
    await page.getByText(/^100 of /).waitFor();
    times.push(await page.evaluate("performance.getEntriesByName('first-rows')[0].startTime"));
    await page.context().close();
    if (load > 0 && times.at(-1)! <= LIMIT_MS) break;
  }
  return Math.min(...times.slice(1));
}

test.each([
  ['without a place', ''],
  ['at a firewall', `#/${FIREWALLS.busy}`],
])(
  'the first rows are on screen within a second: %s',
  async (_, place) => {
    expect(await firstRows(place)).toBeLessThanOrEqual(LIMIT_MS);
  },
  120_000,
);

test('all that the first picture shows is asked for before it is drawn, and nothing of it twice', async () => {
  const { page, operations } = await desk.open(`#/${FIREWALLS.busy}`, { live: 'off' });
  await page.getByText('100 of 2,500 captures').waitFor();
  expect(operations.toSorted()).toEqual(['appFirewallQuery', 'appQuery', 'capturesQuery']);
});

import { expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole({ UPSTREAM_TIMEOUT_MS: '10000' });
const TASKS = { operation: 'ListCaptureTask' };
const faults = (...all: readonly object[]) => desk.bed.control('PUT', 'faults', { faults: all });

test('a CFW that fails: what else came stands, and trying again helps', async () => {
  await faults({ match: TASKS, status: 500 });
  const { page } = await desk.open(`#/${FIREWALLS.documented}`, { live: 'off' });
  const alert = page.getByRole('alert');
  expect(await alert.innerText()).toMatch(/^Cloud Firewall (cannot be reached|gave an answer)/);
  await page.getByRole('heading', { name: 'edge-production' }).waitFor();
  await desk.bed.control('DELETE', 'faults');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('100 of 140 captures').waitFor();
});

test('a CFW that fails at a further page: the rows that are there stay', async () => {
  const { page } = await desk.open(`#/${FIREWALLS.documented}`, { live: 'off' });
  await page.getByText('100 of 140 captures').waitFor();
  await faults({ match: TASKS, status: 500 });
  await page.getByRole('row').last().scrollIntoViewIfNeeded();
  await page.getByRole('alert').waitFor();
  expect(await page.locator('tbody tr').count()).toBe(100);
  await desk.bed.control('DELETE', 'faults');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('140 of 140 captures').waitFor();
});

test('a CFW that throttles: it is said, and tried again by itself', async () => {
  await faults({ match: TASKS, status: 429, errorCode: 'APIGW.0308', times: 3 });
  const { page } = await desk.open(`#/${FIREWALLS.busy}`, { live: 'off' });
  expect(await page.getByRole('alert').innerText()).toMatch(/^Cloud Firewall is limiting how often it may be asked/);
  await page.getByText(/^by itself in \d+ s$/).waitFor();
  await desk.bed.control('DELETE', 'faults');
  await page.getByText('100 of 2,500 captures').waitFor();
});

test('a CFW that is slow: it is said that it is slow', async () => {
  await faults({ match: TASKS, latencyMs: 5_000, times: 1 });
  const { page } = await desk.open(`#/${FIREWALLS.documented}`, { live: 'off' });
  await page.getByText('Cloud Firewall is slow to answer. Still reading captures …').waitFor();
  await page.getByText('100 of 140 captures').waitFor();
});

test('a quota that cannot be read leaves the list standing', async () => {
  const before = await desk.bed.calls();
  expect(before.length).toBeGreaterThan(0);
  const { page } = await desk.open(`#/${FIREWALLS.documented}/${OBJECTS.documented}/BLACKLIST`, { live: 'off' });
  await page.getByText(/entries used/).waitFor();
  const quota = (await desk.bed.calls()).find(({ operation }) => /quota/i.test(operation))?.operation;
  await faults({ match: { operation: quota }, status: 500 });
  await page.reload();
  await page.getByText('The quota cannot be read at present.').waitFor();
  await page.getByText('100 of 2,000 entries').waitFor();
});

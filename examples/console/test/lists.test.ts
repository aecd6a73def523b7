import { expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole();
const ROWS = 2_500;
const PAGE = 100;
const NAMELESS = 'a capture without a name';
const ROWS_ON_SCREEN = 'tbody tr';

/** The rows of a list at the simulator. */
interface Kept {
  readonly rows: readonly { readonly name: string | null }[];
}

test('opens on the firewalls and the captures of the first, and asks no other host', async () => {
  const { page, complaints, requested } = await desk.open();
  await page.getByRole('link', { name: 'edge-production' }).waitFor();
  await page.getByRole('row', { name: /^zhuabaotest/ }).waitFor();
  expect(await page.title()).toBe('edge-production · Cloud Firewall');
  await page.getByRole('link', { name: 'Whitelist' }).first().click();
  await page.getByText('100 of 2,000 entries').waitFor();
  await page.getByText(/entries used/).waitFor();
  expect(new Set(requested.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin))).toEqual(
    new Set([desk.url]),
  );
  expect(complaints).toEqual([]);
});

test('scrolls through 2,500 captures: every row once, an operation a page, hardly more calls than pages', async () => {
  const { page, operations, complaints } = await desk.open('', { live: 'off' });
  await page.getByRole('row').nth(1).waitFor();
  await desk.bed.calls();
  operations.length = 0;
  await page.getByRole('link', { name: 'edge-busy' }).click();
  await page.getByText('100 of 2,500 captures').waitFor();
  const more = page.getByRole('button', { name: /more/ });
  const lists = () => operations.filter((name) => name === 'capturesQuery').length;
  // The end moves away while rows come: whoever wants to see it presses again, but not for pages that are not there.
  while ((await more.count()) > 0 && lists() <= ROWS / PAGE) {
    await page.keyboard.press('End');
    await page.waitForTimeout(100);
  }
  const seen = await page
    .locator(ROWS_ON_SCREEN)
    .evaluateAll((all) => all.map((row) => [row.getAttribute('data-id'), row.firstElementChild?.textContent] as const));
  // Once is every row that the simulator has, which says itself what that is.
  const { rows } = (await desk.bed.control('GET', `rows?firewallId=${FIREWALLS.busy}`)) as Kept;
  const kept = rows.map(({ name }) => name || NAMELESS);
  const names = seen.map(([, name]) => name);
  expect({
    operations: lists(),
    twice: seen.length - new Set(seen.map(([id]) => id)).size,
    missing: ROWS - seen.length,
    suchAs: kept.filter((name) => !names.includes(name)).slice(0, 3),
  }).toEqual({ operations: ROWS / PAGE, twice: 0, missing: 0, suchAs: [] });
  expect(names).toEqual(kept);
  const calls = (await desk.bed.calls()).filter(({ operation }) => operation === 'ListCaptureTask').length;
  expect(calls).toBeLessThanOrEqual(ROWS / PAGE + 1);
  expect(complaints).toEqual([]);
}, 150_000);

test('tells who blocks an address, and what cannot be asked', async () => {
  const { page } = await desk.open(`#/${FIREWALLS.documented}/${OBJECTS.documented}/BLACKLIST`);
  const address = page.getByLabel('Who blocks this address?');
  await address.fill('45.0.9.17');
  await address.press('Enter');
  await page.getByText('1 of 1 entries').waitFor();
  await page.getByRole('row', { name: /45\.0\.9\.0\/24/ }).waitFor();
  await address.fill('45.0.9.1.7');
  await address.press('Enter');
  expect(await page.getByRole('alert').innerText()).toMatch(/^That cannot be asked/);
  await address.fill('45.0.9.17');
  await address.press('Enter');
  await page.getByText('1 of 1 entries').waitFor();
});

test('sorts and filters captures', async () => {
  const { page } = await desk.open(`#/${FIREWALLS.documented}`);
  await page.getByText('100 of 140 captures').waitFor();
  await page.getByLabel('Order').selectOption('By name');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForFunction("document.querySelector('tbody th').innerText === 'capture-1'");
  const up = await page.locator('tbody th').allInnerTexts();
  expect(up.slice(0, 3)).toEqual(['capture-1', 'capture-2', 'capture-3']);
  await page.getByLabel('Status').selectOption('Running');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText(/^\d+ of [1-9]\d captures/).waitFor();
  expect(new Set(await page.locator('[data-head=Status]').allInnerTexts())).toEqual(new Set(['Running']));
});

import { expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole();

test('what is written in one tab appears in the other, in its place and with its status', async () => {
  const place = `#/${FIREWALLS.empty}`;
  const [one, other] = await Promise.all([desk.open(place), desk.open(place)]);
  await Promise.all([one, other].map(({ page }) => page.getByText('0 of 0 captures').waitFor()));
  await one.page.getByRole('button', { name: 'New capture' }).click();
  const form = one.page.getByRole('dialog');
  await form.getByLabel('Name').fill('seen-in-both');
  await form.getByLabel('From address').fill('10.0.0.1');
  await form.getByLabel('To address').fill('10.0.0.2');
  await form.getByRole('button', { name: 'Start' }).click();

  const row = other.page.getByRole('row', { name: /^seen-in-both/ });
  await row.getByText('Running').waitFor();
  await other.page.getByText('1 of 1 capture').waitFor();
  await row.getByRole('button', { name: 'Stop' }).click();
  await one.page
    .getByRole('row', { name: /^seen-in-both/ })
    .getByText(/Ending|Stopped/)
    .waitFor();
  await one.page.getByRole('button', { name: 'Delete seen-in-both' }).click();
  await one.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await other.page.getByText('0 of 0 captures').waitFor();
}, 60_000);

test('in a list that is sorted, new rows wait until they are wanted', async () => {
  const place = `#/${FIREWALLS.empty}/${OBJECTS.emptyInternet}/whitelist`;
  const [one, other] = await Promise.all([desk.open(place), desk.open(place)]);
  await other.page.getByRole('button', { name: 'Address', exact: true }).click();
  await other.page.locator('[aria-sort=ascending]').waitFor();
  await one.page.getByRole('button', { name: 'Add addresses' }).click();
  await one.page.getByLabel(/^Addresses/).fill('203.0.113.9 203.0.113.10');
  await one.page.getByRole('button', { name: 'Add', exact: true }).click();
  await other.page.getByRole('button', { name: 'The list has changed: show it anew' }).click();
  await other.page.getByText('2 of 2 entries').waitFor();
  expect(await other.page.locator('tbody th').allInnerTexts()).toEqual(['203.0.113.9', '203.0.113.10']);
}, 60_000);

test('a stream that broke off comes back, and what happened meanwhile is there', async () => {
  const { page } = await desk.open(`#/${FIREWALLS.empty}`);
  await page.getByText('0 of 0 captures').waitFor();
  await page.getByText('connecting …').waitFor({ state: 'hidden' });
  await page.locator('[aria-busy=false]').waitFor();
  const serveAgain = await desk.cutOff();
  await page.getByText('the stream broke off, it comes back').waitFor();
  await desk.bed.control('POST', 'rows', { firewallId: FIREWALLS.empty, count: 2 });
  await serveAgain();
  await page.getByText('2 of 2 captures').waitFor();
}, 60_000);

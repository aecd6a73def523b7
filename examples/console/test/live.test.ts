import { expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole();

test('what is written in one tab appears in the other, in its place and with its status', async () => {
  const place = `#/${FIREWALLS.empty}`;
  const [one, other] = await Promise.all([desk.open(place), desk.open(place)]);
  await Promise.all([one, other].map(({ page }) => page.getByText('0 of 0 captures').waitFor()));
  await one.page.getByText('New capture').click();
  await one.page.getByLabel('Name', { exact: true }).fill('seen-in-both');
  await one.page.getByLabel('From address').fill('10.0.0.1');
  await one.page.getByLabel('To address').fill('10.0.0.2');
  await one.page.getByRole('button', { name: 'Start' }).click();

  const row = other.page.getByRole('row', { name: /^seen-in-both/ });
  await row.getByText('Running').waitFor();
  await other.page.getByText('1 of 1 captures').waitFor();
  await row.getByRole('button', { name: 'Stop' }).click();
  await one.page
    .getByRole('row', { name: /^seen-in-both/ })
    .getByText(/Ending|Stopped/)
    .waitFor();
  one.page.once('dialog', (question) => void question.accept());
  await one.page.getByRole('button', { name: 'Delete seen-in-both' }).click();
  await other.page.getByText('0 of 0 captures').waitFor();
}, 60_000);

test('in a list that is sorted, new rows wait until they are wanted', async () => {
  const place = `#/${FIREWALLS.empty}/${OBJECTS.emptyInternet}/WHITELIST`;
  const [one, other] = await Promise.all([desk.open(place), desk.open(place)]);
  await other.page.getByText('0 of 0 entries').waitFor();
  await other.page.getByLabel('Order').selectOption('By address');
  await other.page.getByRole('button', { name: 'Show', exact: true }).click();
  await other.page.locator('[aria-busy=false]').waitFor();
  await one.page.getByText('Add addresses').click();
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

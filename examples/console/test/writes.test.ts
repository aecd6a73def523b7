import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

// A write whose answer is lost is looked for until the deadline.
const desk = inConsole({ REQUEST_TIMEOUT_MS: '4000' });
const CAPTURES = `#/${FIREWALLS.empty}`;
const BLACKLIST = `#/${FIREWALLS.empty}/${OBJECTS.emptyInternet}/blacklist`;

/** What the page has said of writes, the newest first. */
const sayings = (page: Page) => page.locator('.saying').allInnerTexts();

let passedMs = 0;
beforeEach(async () => {
  // What runs ends, and the day with its twenty captures.
  passedMs += 86_400_000;
  await desk.bed.control('PUT', 'clock', { passedMs });
  await desk.bed.control('PUT', 'behaviour', { batchFailsAddress: '', stopMs: 2000 });
  await desk.bed.control('DELETE', 'effects');
});

async function fillCapture(page: Page, name: string, sourceAddress = '10.0.0.1'): Promise<void> {
  await page.getByRole('button', { name: 'New capture' }).click();
  const form = page.getByRole('dialog', { name: 'New capture' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('From address').fill(sourceAddress);
  await form.getByLabel('To address').fill('10.0.0.2');
  await form.getByRole('button', { name: 'Start' }).click();
}

test('a capture is started, stopped, fetched and deleted; what is refused is said at its field', async () => {
  const { page, complaints } = await desk.open(CAPTURES);
  await fillCapture(page, 'from-the-console', '10.0.0.256');
  const from = page.getByLabel('From address');
  await page.getByText('Nothing was sent to Cloud Firewall').waitFor();
  expect(await from.getAttribute('aria-invalid')).toBe('true');
  await from.fill('10.0.0.1');
  await page.getByRole('button', { name: 'Start' }).click();
  const row = page.getByRole('row', { name: /^from-the-console/ });
  await row.getByText('Running').waitFor();
  expect(await sayings(page)).toEqual([expect.stringContaining('Done: start from-the-console.')]);

  await row.getByRole('button', { name: 'Stop' }).click();
  await row.getByText(/Ending|Stopped/).waitFor();
  passedMs += 10_000;
  await desk.bed.control('PUT', 'clock', { passedMs });
  await page.reload();
  await row.getByText('Stopped').waitFor();
  await row.getByRole('button', { name: 'Result' }).click();
  await page.getByRole('link', { name: 'Open the share' }).waitFor();
  await page.getByText(/^Access code: \S+/).waitFor();
  await page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Done: delete from-the-console.').waitFor();
  expect(await row.count()).toBe(0);
  expect(complaints).toEqual([]);
}, 60_000);

test('a lost answer that the list does not tell of is told as what nobody knows', async () => {
  const { page } = await desk.open(CAPTURES);
  await desk.bed.control('PUT', 'faults', { faults: [{ match: { operation: 'CreateCaptureTask' }, reset: true }] });
  await fillCapture(page, 'lost');
  await page.getByText('Nobody knows yet: start lost.').waitFor();
  expect((await sayings(page))[0]).toContain('It may still happen: look at the list before you do it again.');
}, 60_000);

test('many addresses out of a pasted text, each with a result; those that are chosen are lifted', async () => {
  const { page, complaints } = await desk.open(BLACKLIST);
  const form = page.getByRole('dialog');
  const add = async (text: string) => {
    await page.getByRole('button', { name: 'Add addresses' }).click();
    await form.getByLabel(/^Addresses/).fill(text);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
  };
  await add('203.0.113.7\n203.0.113.300');
  await form.getByText(/^203\.0\.113\.300: /).waitFor();
  expect((await desk.bed.control('GET', 'effects')) as unknown).toEqual({ effects: [] });
  await form.getByLabel(/^Addresses/).fill('203.0.113.7, 203.0.113.8 # scanners\n198.51.100.0/24');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await form.getByText('3 of 3 added.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('3 of 3 entries').waitFor();
  expect(await page.getByRole('row', { name: /203\.0\.113\.8/ }).innerText()).toContain('scanners');

  await desk.bed.control('PUT', 'behaviour', { batchFailsAddress: '192.0.2.66' });
  await add('203.0.113.7 192.0.2.65 192.0.2.66');
  await form.getByText('1 of 3 added.').waitFor();
  const told = (await form.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
  expect(told).toEqual([
    expect.stringMatching(/^203\.0\.113\.7 was there already/),
    expect.stringMatching(/^192\.0\.2\.66 refused/),
    expect.stringMatching(/^192\.0\.2\.65 added/),
  ]);
  await page.keyboard.press('Escape');
  await page.getByText('4 of 4 entries').waitFor();
  await page.getByText('4 of 2,000 entries used').waitFor();

  await page.getByLabel('Choose 203.0.113.7', { exact: true }).check();
  await page.getByLabel('Choose 192.0.2.65').check();
  await page.getByRole('button', { name: 'Lift 2 chosen' }).click();
  await page.getByText('Done: lift 2 entries.').waitFor();
  await page.getByText('2 of 2 entries').waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

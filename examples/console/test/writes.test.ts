import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

// A write whose answer is lost is looked for until the deadline.
const desk = inConsole({ REQUEST_TIMEOUT_MS: '4000' });
const CAPTURES = `#/${FIREWALLS.empty}`;
const BLACKLIST = `#/${FIREWALLS.empty}/${OBJECTS.emptyInternet}/BLACKLIST`;

/** What the page has said of writes, the newest first. */
const sayings = (page: Page) => page.locator('footer [role=status] p').allInnerTexts();

let passedMs = 0;
beforeEach(async () => {
  // What runs ends, and the day with its twenty captures.
  passedMs += 86_400_000;
  await desk.bed.control('PUT', 'clock', { passedMs });
  await desk.bed.control('PUT', 'behaviour', { batchFailsAddress: '', stopMs: 2000 });
  await desk.bed.control('DELETE', 'effects');
});

async function fillCapture(page: Page, name: string, sourceAddress = '10.0.0.1'): Promise<void> {
  await page.getByText('New capture').click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('From address').fill(sourceAddress);
  await page.getByLabel('To address').fill('10.0.0.2');
  await page.getByRole('button', { name: 'Start' }).click();
}

test('a capture is started, stopped, fetched and deleted; what is refused is said at its field', async () => {
  const { page, complaints } = await desk.open(CAPTURES);
  await fillCapture(page, 'from-the-console', '10.0.0.256');
  const from = page.getByLabel('From address');
  await page.getByText('Not done: start from-the-console. That cannot be asked.').waitFor();
  expect(await from.getAttribute('aria-invalid')).toBe('true');
  await from.fill('10.0.0.1');
  await page.getByRole('button', { name: 'Start' }).click();
  const row = page.getByRole('row', { name: /^from-the-console/ });
  await row.getByText('Running').waitFor();
  expect((await sayings(page))[0]).toContain('Done: start from-the-console.');

  await row.getByRole('button', { name: 'Stop' }).click();
  await row.getByText(/Ending|Stopped/).waitFor();
  passedMs += 10_000;
  await desk.bed.control('PUT', 'clock', { passedMs });
  await page.reload();
  await row.getByText('Stopped').waitFor();
  await row.getByRole('button', { name: 'Result' }).click();
  await page.getByRole('link', { name: 'Open the share' }).waitFor();
  await page.getByText(/^Access code: \S+/).waitFor();

  page.once('dialog', (question) => void question.accept());
  await row.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Done: delete from-the-console.').waitFor();
  expect(await row.count()).toBe(0);
  expect(complaints).toEqual([]);
}, 60_000);

test('a lost answer that the list does not tell of is told as what nobody knows', async () => {
  const { page } = await desk.open(CAPTURES);
  await desk.bed.control('PUT', 'faults', { faults: [{ match: { operation: 'CreateCaptureTask' }, reset: true }] });
  await fillCapture(page, 'lost');
  await page.getByText('Nobody knows yet: start lost.').waitFor();
  expect((await sayings(page))[0]).toContain('It may still happen: look there before you do it again.');
}, 60_000);

test('many addresses out of a pasted text, each with a result; those that are chosen are lifted', async () => {
  const { page, complaints } = await desk.open(BLACKLIST);
  const told = async () => (await page.locator('#told li').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
  const add = async (text: string) => {
    await page.getByLabel(/^Addresses/).fill(text);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  };
  await page.getByText('Add addresses').click();
  await add('203.0.113.7\n203.0.113.300');
  await page.getByText(/^203\.0\.113\.300 not sent/).waitFor();
  expect((await desk.bed.control('GET', 'effects')) as unknown).toEqual({ effects: [] });
  await page.getByLabel('Note', { exact: true }).fill('scanners');
  await add('203.0.113.7, 203.0.113.8\n198.51.100.0/24');
  await page.getByText('Done: add 3 addresses.').waitFor();
  expect(await told()).toEqual(['203.0.113.7 created', '203.0.113.8 created', '198.51.100.0/24 created']);
  await page.getByText('3 of 3 entries').waitFor();
  expect(await page.getByRole('row', { name: /203\.0\.113\.8/ }).innerText()).toContain('scanners');

  await desk.bed.control('PUT', 'behaviour', { batchFailsAddress: '192.0.2.66' });
  await add('203.0.113.7 192.0.2.65 192.0.2.66');
  await page.getByText('Not done: add 3 addresses (1 of 3).').waitFor();
  expect(await told()).toEqual([
    expect.stringMatching(/^203\.0\.113\.7 exists/),
    '192.0.2.65 created',
    expect.stringMatching(/^192\.0\.2\.66 failed/),
  ]);
  await page.getByText('4 of 4 entries').waitFor();
  await page.getByText('4 of 2,000 entries used').waitFor();

  await page.getByLabel('Choose 203.0.113.7', { exact: true }).check();
  await page.getByLabel('Choose 192.0.2.65').check();
  await page.getByRole('button', { name: 'Lift what is chosen' }).click();
  await page.getByText('Done: lift 2 of the entries.').waitFor();
  await page.getByText('2 of 2 entries').waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

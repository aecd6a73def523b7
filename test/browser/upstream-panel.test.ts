import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { contrast, luminance } from './contrast.ts';
import { inBrowser, TOKEN } from './suite.ts';

const panelOf = (page: Page) => page.getByRole('region', { name: 'Upstream' });
const factsOf = (page: Page) => panelOf(page).getByRole('status').innerText();
const bars = (page: Page, kind: string) => panelOf(page).locator(`.upstream-bar.upstream-${kind}`);

/** Call, offset, limit, status, attempts and sharing of each call in the table. */
async function callsOf(page: Page): Promise<string[][]> {
  const rows = await panelOf(page).getByRole('table').locator('tbody tr').allInnerTexts();
  return rows.map((row) => row.split('\t').slice(0, 6));
}

/** The colours of the panel as the browser paints them: ground, text and bars. */
const coloursOf = async (page: Page) =>
  (await page.evaluate(`({
    ground: getComputedStyle(document.querySelector('#upstream')).backgroundColor,
    text: getComputedStyle(document.querySelector('#upstream [role=status]')).color,
    bar: getComputedStyle(document.querySelector('.upstream-bar')).backgroundColor,
  })`)) as Record<'ground' | 'text' | 'bar', string>;

inBrowser('The Upstream panel', {}, (desk) => {
  test('tells what an operation cost: calls, attempts, sharing, savings, drift', async () => {
    const { page, run, choose, complaints } = await desk.open();
    expect(await factsOf(page)).toBe('Run an operation to see the calls it makes to CFW.');

    await choose('FewestCalls');
    await run();
    const seen = await desk.bed.calls();
    expect(await factsOf(page)).toBe('4 windows asked · 2 calls made · 2 calls saved · drift not asked for');
    expect(await callsOf(page)).toEqual(
      seen.map(({ operation, query }) => [operation, query.offset, query.limit, '200', '1', 'no']),
    );

    // One call that CFW refuses and one that goes well the second time, beside others.
    const operation = 'ListCaptureTask';
    await desk.bed.control('PUT', 'faults', {
      faults: [
        { match: { operation, firewallId: FIREWALLS.busy }, status: 400, errorCode: 'CFW.00200005' },
        { match: { operation, firewallId: FIREWALLS.documented }, status: 503, times: 1 },
      ],
    });
    await choose('Firewalls');
    await run();
    const listed = (await callsOf(page)).filter(([called]) => called === operation);
    const states = listed.map(([, , , status, attempts]) => [status, attempts]);
    expect(states.sort()).toEqual([
      ['200', '1'],
      ['200', '2'],
      ['400', '1'],
    ]);
    expect(await factsOf(page)).toContain(' calls made, 1 of them again · ');
    expect(await bars(page, 'failed').count()).toBe(1);
    expect(await bars(page, 'retried').count()).toBe(1);

    // A call that another request of the same person has under way.
    await desk.bed.control('PUT', 'faults', { faults: [{ times: 1, latencyMs: 1000 }] });
    await desk.bed.calls();
    await choose('CaptureTasks');
    const query = `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: 10) { nodes { name } } }`;
    const other = desk.bed.ask(query, {}, { 'x-auth-token': TOKEN });
    while ((await desk.bed.calls()).length === 0);
    await run();
    expect(await callsOf(page)).toEqual([['ListCaptureTask', '0', '10', '200', '0', 'joined a call under way']]);
    expect(await factsOf(page)).toBe('1 window asked · 0 calls made · 1 call saved · drift not asked for');
    expect(await bars(page, 'joined').count()).toBe(1);
    await other;

    // A row that came after the cursor of the example was made.
    await desk.bed.control('POST', 'rows', { firewallId: FIREWALLS.documented, at: 0 });
    await choose('NextPage');
    await run();
    expect(await factsOf(page)).toMatch(/ · drift REALIGNED$/);
    await panelOf(page).getByText('captureTasks REALIGNED: rows came or went').waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  test('tells what an operation will cost at most, before it is run and beside what it was', async () => {
    const { page, run, choose, complaints } = await desk.open();
    const planned = (text: RegExp) => panelOf(page).getByText(text).waitFor();
    await choose('BothLists');
    await planned(/^at most 2 calls, 20 rows$/);
    await choose('FewestCalls');
    // Totals that were seen a moment ago make it exact.
    await planned(/^at most [12] calls?, 60 rows$/);
    await run();
    const made = (await desk.bed.calls()).length;
    expect(await factsOf(page)).toContain(` ${made} call`);
    await planned(/^at most [12] calls?, 60 rows$/);

    await choose('CaptureTasks');
    await planned(/^at most 1 call, 10 rows$/);
    await choose('AnError');
    await planned(/^at most 0 calls, 0 rows$/);
    expect(await desk.bed.calls()).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);

  test('works by keyboard, follows the theme, and can be read in both', async () => {
    const { page, run } = await desk.open({ colorScheme: 'light' });
    await run();
    const toggle = panelOf(page).getByRole('button', { name: 'Upstream', expanded: true });
    await toggle.press('Enter');
    expect(await panelOf(page).getByRole('table').isVisible()).toBe(false);
    await panelOf(page).getByRole('button', { name: 'Upstream', expanded: false }).press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('upstream-body');

    const light = await coloursOf(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await coloursOf(page);
    expect(luminance(light.ground)).toBeGreaterThan(luminance(dark.ground));
    for (const theme of [light, dark]) {
      expect(contrast(theme.text, theme.ground)).toBeGreaterThan(4.5);
      expect(contrast(theme.bar, theme.ground)).toBeGreaterThan(3);
    }
  }, 120_000);
});

inBrowser('The Upstream panel of a gateway that refuses explain', { ALLOW_EXPLAIN: 'false' }, (desk) => {
  test('says so, and operations run all the same', async () => {
    const { page, run, complaints } = await desk.open();
    expect(await factsOf(page)).toBe('Explain is switched off on this gateway.');
    const answer = await run();
    expect(answer.request().headers()).not.toHaveProperty('x-explain');
    expect(await answer.json()).not.toHaveProperty('errors');
    expect(await factsOf(page)).toBe('Explain is switched off on this gateway.');
    expect(complaints).toEqual([]);
  }, 120_000);
});

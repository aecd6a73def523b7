import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { inConsole } from './suite.ts';

const desk = inConsole();
const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const CAPTURES = `#/${FIREWALLS.documented}`;
const BLACKLIST = `#/${FIREWALLS.documented}/${OBJECTS.documented}/BLACKLIST`;

/** What axe has against the page as it is. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 200))))`);
}

/** What cannot be pressed in its middle, even when it was scrolled to, because the corner with the price lies on it. */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll(':is(header, main) :is(a, button, input, select, summary, textarea)')]
    .filter((element) => {
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('footer');
    })
    .map(({ outerHTML }) => 'covered ' + outerHTML.slice(0, 200))`);

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const)(
  'axe has nothing against it: %s, %d px wide; it is no wider than that, and nothing lies on what can be pressed',
  async (colorScheme, width) => {
    const { page } = await desk.open(CAPTURES, { colorScheme, viewport: { width, height: 740 } });
    const found: Record<string, string[]> = {};
    const look = async (what: string) => {
      await page.evaluate('scrollTo(0, 0)');
      found[what] = [...(await violations(page)), ...(await covered(page))];
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    };
    await page.getByText('100 of 140 captures').waitFor();
    await look('captures');
    await page.getByText('New capture').click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await look('a new capture');
    await page
      .getByRole('button', { name: /^Result of/ })
      .first()
      .click();
    await page.getByText(/^Access code/).waitFor();
    await look('a result');
    await page.goto(`${desk.url}/${BLACKLIST}`);
    await page.getByText('100 of 2,000 entries').waitFor();
    await page.getByText(/entries used/).waitFor();
    await page
      .getByRole('checkbox', { name: /^Choose/ })
      .first()
      .check();
    await look('a blacklist');
    await page.getByText('Add addresses').click();
    await page.getByLabel(/^Addresses/).fill('203.0.113.300');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/^203\.0\.113\.300 not sent/).waitFor();
    await look('addresses that are refused');
    await page.getByLabel('Who blocks this address?').fill('nobody knows');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await look('an error');
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((what) => [what, []])));
  },
  60_000,
);

test('by keyboard alone: to another firewall, through its list, and a capture started and stopped', async () => {
  const { page } = await desk.open(CAPTURES);
  await page.getByText('100 of 140 captures').waitFor();
  const focused = () => page.evaluate('document.activeElement.innerText || document.activeElement.tagName');
  await page.getByRole('link', { name: /^staging/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('0 of 0 captures').waitFor();
  // The new view has the focus: what comes next is what stands in it first.
  expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Captures');
  // A form is opened, filled and sent without a mouse.
  await page.getByText('New capture').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('by-keyboard');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('by-keyboard');
  await page.getByLabel('From address').focus();
  await page.keyboard.type('10.0.0.1');
  await page.getByLabel('To address').focus();
  await page.keyboard.type('10.0.0.2');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /^by-keyboard/ });
  await row.waitFor();
  const isTold = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
  for (let presses = 0; (await isTold()) !== 'Stop by-keyboard' && presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await row.getByText(/Ending|Stopped/).waitFor();
});

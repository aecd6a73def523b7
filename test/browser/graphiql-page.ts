import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';

/** GraphiQL as a person has it in front of them, and what went wrong or out on the way. */
export interface GraphiQLPage {
  readonly page: Page;
  /** Console errors and warnings, and what scripts threw. */
  readonly complaints: readonly string[];
  /** The addresses of all requests that were tried. */
  readonly requested: readonly string[];
  /** Chooses a tab and waits until GraphiQL has taken its query over. */
  choose(tab: string): Promise<void>;
  /** Types the variables of the tab at hand, in the place of those that are there. */
  fill(variables: Readonly<Record<string, string>>): Promise<void>;
  /** Runs the operation of the tab at hand with one click, and waits for the Upstream panel to show its answer. */
  run(): Promise<Response>;
  close(): Promise<void>;
}

/** Run in the page: settles when the Upstream panel says something new. */
const PANEL_CHANGES = `new Promise((resolve) => {
  new MutationObserver(() => resolve()).observe(document.querySelector('#upstream [role=status]'), { childList: true });
})`;

/** Opens GraphiQL in a browser context of its own: nothing is stored there yet. */
export async function openGraphiQL(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<GraphiQLPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const complaints: string[] = [];
  const requested: string[] = [];
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requested.push(request.url()));
  const schema = answerOf(page, true);
  await page.goto(url);
  await schema;
  await page.getByRole('button', { name: /^Execute query/ }).waitFor();
  return {
    page,
    complaints,
    requested,
    choose: async (tab) => {
      await page.getByRole('tab').getByRole('button', { name: tab, exact: true }).click();
      // GraphiQL takes a new query over a moment later, and then writes it into the address.
      const operation = new RegExp(`(query|mutation|subscription) ${tab}\\b`);
      await page.waitForURL((address) => operation.test(address.searchParams.get('query') ?? ''));
    },
    fill: async (variables) => {
      await page.getByRole('button', { name: 'Variables', exact: true }).click();
      await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('Delete');
      // In an empty editor brackets are closed by themselves.
      await page.keyboard.insertText(JSON.stringify(variables).slice(0, -1));
      // GraphiQL takes them over a moment later, and then stores them. The page's policy lets nobody wait inside it.
      let tabs = '';
      const stored = async () => String(await page.evaluate(`localStorage.getItem('graphiql:tabState')`));
      const written = JSON.stringify(JSON.stringify(variables)).slice(1, -1);
      while (!tabs.includes(written)) {
        await page.waitForTimeout(50);
        tabs = await stored();
      }
    },
    run: async () => {
      const shown = page.evaluate(PANEL_CHANGES);
      const answer = answerOf(page, false);
      await page.getByRole('button', { name: /^Execute query/ }).click();
      const response = await answer;
      await shown;
      return response;
    },
    close: () => context.close(),
  };
}

const answerOf = (page: Page, introspection: boolean) =>
  page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' &&
      response.request().headers()['x-explain'] !== 'plan' &&
      (response.request().postData() ?? '').includes('__schema') === introspection,
  );

import { afterAll, afterEach, beforeAll, describe, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { type GraphiQLPage, openGraphiQL } from './graphiql-page.ts';

/** The token of the person at the page. */
export const TOKEN = 'token-of-the-person-at-the-page';

/** What the tests of a suite work with: a gateway with its simulator, and pages that close by themselves. */
export interface Desk {
  readonly bed: TestBed;
  /** Opens GraphiQL; every request of the page carries the token unless the options say otherwise. */
  open(options?: BrowserContextOptions): Promise<GraphiQLPage>;
}

/** The browser that is to be tried. Where there is none, what needs it is skipped and says so; in CI that is a failure. */
function browserFor(name: string): string | undefined {
  const path = chromiumPath();
  if (path !== undefined) return path;
  const reason = `Not tried: ${name}. No browser was found; set CHROMIUM_PATH or install chromium.`;
  process.stderr.write(`${reason}\n`);
  const orNot = process.env.CI === 'true' ? test : test.skip;
  orNot(name, () => {
    throw new Error(reason);
  });
  return undefined;
}

/** A test that needs a browser, and starts it and its gateway itself. */
export function chromiumTest(name: string, run: (path: string) => Promise<void>): void {
  const path = browserFor(name);
  if (path !== undefined) test(name, () => run(path), 120_000);
}

/** A suite that needs a browser. */
export function inBrowser(name: string, variables: Record<string, string>, tests: (desk: Desk) => void): void {
  const path = browserFor(name);
  if (path === undefined) return;
  describe(name, () => {
    let browser: Browser;
    let bed: TestBed;
    const pages: GraphiQLPage[] = [];
    beforeAll(async () => {
      [browser, bed] = await Promise.all([launchChromium(path), startTestBed(variables)]);
    }, 120_000);
    afterEach(async () => {
      await Promise.all(pages.splice(0).map((page) => page.close()));
      await bed.control('DELETE', 'faults');
    });
    afterAll(async () => {
      await browser?.close();
      await bed?.close();
    });
    tests({
      get bed() {
        return bed;
      },
      open: async (options) => {
        const page = await openGraphiQL(browser, bed.gateway.url, {
          extraHTTPHeaders: { 'x-auth-token': TOKEN },
          ...options,
        });
        pages.push(page);
        await bed.calls();
        return page;
      },
    });
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ACCESS_KEY } from '../../../src/simulator/known.ts';
import { chromiumPath, launchChromium } from '../../../test/browser/chromium.ts';
import { startTestBed, type TestBed } from '../../../test/support/gateway.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A tab of the console, and what went wrong or out in it. */
export interface Tab {
  readonly page: Page;
  /** Console errors and warnings, and what scripts threw. */
  readonly complaints: readonly string[];
  /** The addresses of all requests that were tried. */
  readonly requested: readonly string[];
  /** The names of the operations that were sent. */
  readonly operations: string[];
}

/** What the tests of a file work with: a gateway with its simulator, the built console in front of it, and a browser. */
export interface Desk {
  readonly bed: TestBed;
  /** Where the console is, without a slash at the end. */
  readonly url: string;
  open(place?: string, options?: BrowserContextOptions & { readonly live?: 'off' }): Promise<Tab>;
}

/** Sets a desk up for the tests of a file. `variables` are environment variables of the gateway. */
export function setUpDesk(variables: Record<string, string> = {}): Desk {
  let bed: TestBed;
  let browser: Browser;
  let vite: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const path = chromiumPath();
    if (path === undefined) throw new Error('No browser was found; set CHROMIUM_PATH or install chromium.');
    const keys = { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk };
    [bed, browser] = await Promise.all([
      startTestBed({ ...keys, LIVE_IDLE_INTERVAL_MS: '600000', LIVE_INTERVAL_MS: '600000', ...variables }),
      launchChromium(path),
    ]);
    [vite, url] = await startVite(new URL(bed.gateway.url).origin);
  }, 120_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await bed.control('DELETE', 'faults');
  });
  afterAll(async () => {
    vite?.kill();
    await browser?.close();
    await bed?.close();
  });
  return {
    get bed() {
      return bed;
    },
    get url() {
      return url;
    },
    open: async (place = '', { live, ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      if (live === 'off') await context.addInitScript("localStorage.setItem('live', 'off')");
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const tab: Tab = { page, complaints: [], requested: [], operations: [] };
      watch(tab);
      await page.goto(`${url}/${place}`);
      return tab;
    },
  };
}

function watch({ page, complaints, requested, operations }: Tab): void {
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) (complaints as string[]).push(message.text());
  });
  page.on('pageerror', (error) => (complaints as string[]).push(String(error)));
  page.on('request', (request) => {
    (requested as string[]).push(request.url());
    const name = request.method() === 'POST' && request.postDataJSON()?.operationName;
    if (typeof name === 'string') operations.push(name);
  });
}

/** Serves the built console as `npm start` does, on a free port. */
async function startVite(gateway: string): Promise<[ChildProcess, string]> {
  const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'preview', '--port', '0'], {
    cwd: ROOT,
    env: { ...process.env, GATEWAY_URL: gateway, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of vite.stdout) {
    said += text;
    const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said)?.[0];
    if (url !== undefined) {
      // Left unread, what it says later would block it.
      vite.stdout.resume();
      return [vite, url];
    }
  }
  throw new Error(`The console cannot be served: ${said}`);
}

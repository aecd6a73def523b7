import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ACCESS_KEY } from '../../../src/simulator/known.ts';
import { chromiumPath, launchChromium } from '../../../test/browser/chromium.ts';
import { startTestBed, type TestBed } from '../../../test/support/gateway.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Marks when the first rows are there, and about to be painted. */
const MARK_FIRST_ROWS = `new MutationObserver((_, watch) => {
  if (document.querySelector('tbody tr') === null) return;
  watch.disconnect();
  requestAnimationFrame(() => performance.mark('first-rows'));
}).observe(document, { childList: true, subtree: true })`;

/** A tab of the console, and what went wrong or out in it. */
export interface Tab {
  readonly page: Page;
  /** Console errors and warnings, and what scripts threw. */
  readonly complaints: string[];
  /** The addresses of all requests that were tried. */
  readonly requested: string[];
  /** The names of the operations that were sent. */
  readonly operations: string[];
}

/** A gateway with its simulator, the built console in front of it, and a browser. */
export interface Desk {
  readonly bed: TestBed;
  /** Where the console is, without a slash at the end. */
  readonly url: string;
  /** Ends what serves the console, streams included; the function that comes serves it again, on the same port. */
  cutOff(): Promise<() => Promise<void>>;
  open(place?: string, options?: BrowserContextOptions & { readonly live?: 'off' }): Promise<Tab>;
  /** Closes all tabs. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a desk. The gateway answers the console's own documents and no others; `variables` are of its environment. */
export async function openDesk(variables: Record<string, string> = {}): Promise<Desk> {
  const path = chromiumPath();
  if (path === undefined) throw new Error('No browser was found; set CHROMIUM_PATH or install chromium.');
  const keys = { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk };
  const documents = { TRUSTED_DOCUMENTS: `${ROOT}documents.json`, TRUSTED_DOCUMENTS_MODE: 'only' };
  const pace = { LIVE_IDLE_INTERVAL_MS: '600000', LIVE_INTERVAL_MS: '600000' };
  const [bed, browser] = await Promise.all([
    startTestBed({ ...keys, ...documents, ...pace, ...variables }),
    launchChromium(path),
  ]);
  let [vite, url] = await startVite(bed.gateway.url);
  const clear = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  return {
    bed,
    url,
    cutOff: async () => {
      vite.kill();
      await once(vite, 'exit');
      return async () => {
        [vite, url] = await startVite(bed.gateway.url, new URL(url).port);
      };
    },
    open: async (place = '', { live, ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      await context.addInitScript(MARK_FIRST_ROWS);
      if (live === 'off') await context.addInitScript("localStorage.setItem('live', 'off')");
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const tab: Tab = { page, complaints: [], requested: [], operations: [] };
      watch(tab);
      await page.goto(`${url}/${place}`);
      return tab;
    },
    clear,
    close: async () => {
      await clear();
      vite.kill();
      await browser.close();
      await bed.close();
    },
  };
}

function watch({ page, complaints, requested, operations }: Tab): void {
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    requested.push(request.url());
    const name = request.method() === 'POST' && request.postDataJSON()?.operationName;
    if (typeof name === 'string') operations.push(name);
  });
}

/** Serves the built console as `npm start` does, on a free port unless one is given. */
async function startVite(gateway: string, port = '0'): Promise<[ChildProcess, string]> {
  const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'preview', '--port', port], {
    cwd: ROOT,
    env: { ...process.env, GATEWAY_URL: new URL(gateway).origin, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of vite.stdout) {
    said += text;
    const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said)?.[0];
    if (url !== undefined) return [vite, url];
  }
  throw new Error(`The console cannot be served: ${said}`);
}

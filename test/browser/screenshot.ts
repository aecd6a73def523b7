// Takes docs/images/graphiql.png anew: node --import tsx test/browser/screenshot.ts
import { fileURLToPath } from 'node:url';
import { startTestBed } from '../support/gateway.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { openGraphiQL } from './graphiql-page.ts';

const path = chromiumPath();
if (path === undefined) throw new Error('No browser was found; set CHROMIUM_PATH or install chromium.');
const [browser, bed] = await Promise.all([launchChromium(path), startTestBed()]);
// CFW as it is from some way off; one call goes well the second time only.
const far = { latencyMs: 60, jitterMs: 60 };
await bed.control('PUT', 'faults', {
  faults: [{ match: { operation: 'ListCaptureTask' }, status: 503, times: 1, ...far }, far],
});
const { page, run, close } = await openGraphiQL(browser, bed.gateway.url, {
  extraHTTPHeaders: { 'x-auth-token': 'token-of-the-person-at-the-page' },
  colorScheme: 'light',
  viewport: { width: 1400, height: 920 },
});
await run();
await page.mouse.move(0, 0);
await page.screenshot({ path: fileURLToPath(new URL('../../docs/images/graphiql.png', import.meta.url)) });
await close();
await browser.close();
await bed.close();

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEnvironment, startServer } from '../support/built-parts.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

describe('against CFW', () => {
  let gateway: WatchedGateway;
  beforeAll(async () => {
    gateway = await startWatchedGateway();
  });
  afterAll(() => gateway.close());

  test('the landing page says what this is, and links to parts that are there', async () => {
    const page = await gateway.get('/', { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('It runs on <strong>CFW</strong>');
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, path]) => path!);
    expect(links).toEqual(['graphql', 'schema.graphql', 'README.md', 'health', 'ready', 'metrics']);
    // Behind a proxy that takes off a prefix they stay below it.
    const behindProxy = links.map((link) => new URL(link, 'https://example.com/cfw/').pathname);
    expect(behindProxy).toEqual(links.map((link) => `/cfw/${link}`));
    for (const path of behindProxy.map((one) => one.replace('/cfw', '')))
      expect([path, (await gateway.get(path, { accept: 'text/html' })).status]).toEqual([path, 200]);
  });

  test('it loads nothing, runs nothing, and tells nothing of CFW', async () => {
    const page = await gateway.get('/');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const html = await page.text();
    expect(html).not.toMatch(/<script|src=|@import|url\(|https?:/);
    expect(html).not.toMatch(/127\.0\.0\.1|09bb24e6/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('color-scheme: light dark');
  });

  test('/schema.graphql is the committed schema', async () => {
    const answer = await gateway.get('/schema.graphql');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await answer.text()).trim()).toBe((await readFile('schema/schema.graphql', 'utf8')).trim());
  });

  test.each(['/nothing', '/metrics/x', '/constructor', '/.env', '/src/main.ts'])(
    '%s does not exist, and says so to programs',
    async (path) => {
      const answer = await gateway.get(path, { accept: 'text/html' });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  test('pages are read, not written', async () => {
    expect((await fetch(`${gateway.base}/metrics`, { method: 'POST' })).status).toBe(404);
    const head = await fetch(`${gateway.base}/`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

test('in production, what explores the graph is neither there nor linked', async () => {
  const gateway = await startWatchedGateway({ NODE_ENV: 'production' });
  const html = await (await gateway.get('/')).text();
  expect(html).not.toMatch(/GraphiQL|schema\.graphql/);
  expect((await gateway.get('/schema.graphql')).status).toBe(404);
  expect((await gateway.get('/metrics')).status).toBe(200);
  await gateway.close();
});

test('on the simulator, the landing page says so', async () => {
  const server = await startServer(readEnvironment({ PORT: '0' }));
  const page = await fetch(new URL('/', server.url));
  expect(await page.text()).toContain('<strong>embedded simulator</strong>');
  await server.close();
});

import { createHash } from 'node:crypto';
import type { GraphiQLOptions } from 'graphql-yoga';
import { graphiqlText } from '../../package-files.ts';
import { HEADERS_HINT, TABS } from './graphiql-tabs.ts';

/** Where the panel goes: right after GraphiQL and before the script that starts it. */
const ROOT = '<div id="root"></div>';

const SHIELD = `<svg viewBox="0 0 24 24" width="26" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
<path d="M12 2 4 5v6q0 8 8 11 8-3 8-11V5zM4 9h16M5 15h14M12 3v6M8 9v6M16 9v6M12 15v6"/></svg>`;

const OPTIONS: GraphiQLOptions = {
  title: 'CFW GraphQL',
  logo: SHIELD,
  defaultTabs: TABS,
  defaultHeaders: HEADERS_HINT,
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: false,
};

/**
 * Makes the page of GraphiQL: bundled with the package, loaded when it is first opened and then kept, with runnable
 * examples and the Upstream panel, which shows what each operation will cost at CFW, and did.
 *
 * @param allowExplain whether the gateway answers `X-Explain`; only then is it sent
 */
export function graphiqlPage({ allowExplain }: { allowExplain: boolean }): () => Promise<Uint8Array<ArrayBuffer>> {
  let page: Promise<Uint8Array<ArrayBuffer>> | undefined;
  return () => {
    page ??= render(allowExplain);
    return page;
  };
}

async function render(allowExplain: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const [style, script] = await Promise.all([graphiqlText('upstream-panel.css'), graphiqlText('upstream-panel.js')]);
  const options = allowExplain ? { ...OPTIONS, additionalHeaders: { 'X-Explain': 'true' } } : OPTIONS;
  const panel = `
    <style>${style}</style>
    <section id="upstream" class="graphiql-container" aria-labelledby="upstream-title" data-explain="${allowExplain}">
      <header>
        <h2 id="upstream-title"><button type="button" aria-expanded="true" aria-controls="upstream-body">Upstream</button></h2>
        <p id="upstream-plan"></p>
        <p role="status"></p>
      </header>
      <div id="upstream-body" tabindex="0" role="group" aria-label="Calls to CFW"></div>
    </section>
    <script>${script}</script>`;
  const page = renderGraphiQL(options).replace(ROOT, () => ROOT + panel);
  return Buffer.from(page.replace('<head>', () => `<head>${policyOf(page)}`));
}

/**
 * What the browser lets the page do: run the scripts it was sent with and speak to this gateway, so that the token in
 * the header editor can go nowhere else. GraphiQL's editors start workers from blobs and write their styles inline.
 */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => {
    return `'sha256-${createHash('sha256').update(script!).digest('base64')}'`;
  });
  const rules = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    'worker-src blob:',
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">`;
}

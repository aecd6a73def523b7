import { readFile } from 'node:fs/promises';
import type { Plugin } from 'graphql-yoga';
import { schemaText } from '../graph/schema-text.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { LANDING_PAGE_POLICY, type LandingPageFacts, landingPage } from './landing-page.ts';

/** The same place from `src/http` and from `dist/http`. */
const README = new URL('../../README.md', import.meta.url);

/** Answers what is beside the graph: the landing page, the schema as text, README, metrics. */
export function pages(facts: LandingPageFacts, metrics: Metrics): Plugin {
  let schema: string | undefined;
  const answers: Readonly<Record<string, () => Response | Promise<Response>>> = {
    '/': () => text(landingPage(facts), 'text/html', { 'content-security-policy': LANDING_PAGE_POLICY }),
    '/README.md': async () => text(await readFile(README, 'utf8'), 'text/plain'),
    '/metrics': async () => {
      const { text, contentType } = await metrics.text();
      return new Response(text, { headers: { 'content-type': contentType } });
    },
    ...(facts.introspection && {
      '/schema.graphql': () => {
        schema ??= schemaText();
        return text(schema, 'text/plain');
      },
    }),
  };
  return {
    onRequest({ request, url, endResponse }) {
      if (!/^(GET|HEAD)$/.test(request.method) || !Object.hasOwn(answers, url.pathname)) return undefined;
      // A promise only where one is needed: operations do not wait for this.
      return Promise.resolve(answers[url.pathname]!()).then(endResponse);
    },
  };
}

function text(body: string, mediaType: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { headers: { 'content-type': `${mediaType}; charset=utf-8`, ...headers } });
}

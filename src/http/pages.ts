import { readFile } from 'node:fs/promises';
import type { Plugin } from 'graphql-yoga';
import { schemaText } from '../graph/schema-text.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { LANDING_PAGE_POLICY, type LandingPageFacts, landingPage } from './landing-page.ts';

/** The same place from `src/http` and from `dist/http`. */
const README = new URL('../../README.md', import.meta.url);

/** What is answered here or by GraphQL itself; anything else does not exist. */
const ELSEWHERE: ReadonlySet<string> = new Set(['/graphql', '/health', '/ready']);

/** Answers what is beside the graph: the landing page, the schema as text, README, metrics, and unknown paths. */
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
      const { pathname } = url;
      if (ELSEWHERE.has(pathname)) return;
      const answer = /^(GET|HEAD)$/.test(request.method) && Object.hasOwn(answers, pathname) && answers[pathname];
      // A promise only where one is needed: operations do not wait for this.
      return Promise.resolve(answer ? answer() : notFound()).then(endResponse);
    },
  };
}

function text(body: string, mediaType: string, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'x-content-type-options': 'nosniff', ...headers },
  });
}

function notFound(): Response {
  const message = 'There is nothing here. The graph is at /graphql; / tells what else there is.';
  return Response.json({ errors: [{ message, extensions: { code: 'NOT_FOUND' } }] }, { status: 404 });
}

import { schemaText } from '../../graph/schema-text.ts';
import { packageText } from '../../package-files.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { type Answer, textAnswer } from '../answer/answer.ts';
import { LANDING_PAGE_POLICY, type LandingPageFacts, landingPage } from './landing-page.ts';

/** Answers what is beside the graph: the landing page, the schema as text, README, metrics; and what is nowhere. */
export function pages(
  facts: LandingPageFacts,
  metrics: Metrics,
): (method: string, path: string) => Answer | Promise<Answer> {
  let schema: string | undefined;
  const answers: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/': () => textAnswer(landingPage(facts), 'text/html', { 'content-security-policy': LANDING_PAGE_POLICY }),
    '/README.md': async () => textAnswer(await packageText('README.md'), 'text/plain'),
    '/metrics': async () => {
      const { text, contentType } = await metrics.text();
      return { status: 200, headers: { 'content-type': contentType }, body: text };
    },
    ...(facts.introspection && {
      '/schema.graphql': () => {
        schema ??= schemaText();
        return textAnswer(schema, 'text/plain');
      },
    }),
  };
  return (method, path) => {
    const answer = /^(GET|HEAD)$/.test(method) && Object.hasOwn(answers, path) && answers[path];
    return answer ? answer() : NOT_FOUND;
  };
}

const NOT_FOUND: Answer = {
  status: 404,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    errors: [{ message: 'There is nothing here. The graph is at /graphql.', extensions: { code: 'NOT_FOUND' } }],
  }),
};

import { COP_CHECKS } from '../../../test/http/cop-checks.ts';
import { answerOf, codesOf } from '../../../test/http/door.ts';
import { FORGED_REQUESTS } from '../../../test/http/forged-requests.ts';
import { withBed } from '../../bed.ts';
import { type Case, none } from '../../figure.ts';

const ORIGINS = ['https://evil.example', 'null', 'http://127.0.0.1', 'https://app.example.com.evil.example'];

/** What other sites and scanners try, in the production profile. */
export const matrix: Case = {
  name: 'CSRF, CORS, batching, graphql-cop in production',
  seconds: 5,
  run: () =>
    withBed({ NODE_ENV: 'production', CORS_ORIGINS: 'https://app.example.com' }, async ({ upstream, gateway }) => {
      const send = (path: string, init: RequestInit) =>
        answerOf(fetch(gateway.origin + path, { redirect: 'manual', ...init }));
      const findings: string[] = [];
      for (const { name, init, path = '/graphql', finds } of COP_CHECKS) {
        if (finds(await send(path, init))) findings.push(`graphql-cop: ${name}`);
      }
      await upstream.calls();
      for (const { name, init, path } of FORGED_REQUESTS) {
        const answer = await send(path, init);
        if (answer.body.data !== undefined || codesOf(answer) === undefined) findings.push(`forged: ${name}`);
      }
      if ((await upstream.calls()) > 0) findings.push('a forged request reached CFW');
      for (const origin of ORIGINS) {
        for (const method of ['OPTIONS', 'POST']) {
          const headers = { origin, 'content-type': 'application/json', 'access-control-request-method': 'POST' };
          const init = { method, headers, ...(method === 'POST' && { body: '{"query":"{ __typename }"}' }) };
          const answer = await send('/graphql', init);
          if (answer.headers.has('access-control-allow-origin')) findings.push(`CORS: ${method} of ${origin}`);
        }
      }
      return [none('findings', findings)];
    }),
};

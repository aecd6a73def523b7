import fc from 'fast-check';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { randomOperation } from '../../../test/http/random-operation.ts';
import { withBed } from '../../bed.ts';
import { Client, requestBytes } from '../../client.ts';
import { atLeast, type Case, none } from '../../figure.ts';
import { bodyOf, uncoded } from '../../verdict.ts';

const OPERATIONS = 100_000;
const AT_A_TIME = 16;
const BATCH = 2_000;
/** What only the inside of a gateway knows. */
const INSIDE = /node_modules|\.ts:|\\n +at |127\.0\.0\.1|RequestError|ECONN|a-token/;

/** A hundred thousand random operations, valid and broken. */
export const generated: Case = {
  name: '100,000 generated operations',
  seconds: 240,
  run: () =>
    withBed({}, async ({ gateway }) => {
      const client = new Client(gateway.url);
      const schema = subgraphSchema();
      const rolls = fc.array(fc.nat(10_000), { minLength: 40, maxLength: 120 });
      const faults: string[] = [];
      let executed = 0;
      for (let batch = 0; batch < OPERATIONS / BATCH; batch++) {
        const requests = fc
          .sample(rolls, { numRuns: BATCH, seed: batch + 1 })
          .map((dice) => randomOperation(schema, dice));
        const loop = async () => {
          for (let next = requests.pop(); next !== undefined; next = requests.pop()) {
            const reply = await client.send(requestBytes('/graphql', { 'x-auth-token': 'a-token' }, next));
            if (reply.status >= 500 || reply.status === 0) faults.push(`HTTP ${reply.status}: ${next.query}`);
            if (bodyOf(reply).data) executed++;
            for (const fault of uncoded(reply)) faults.push(`${fault}: ${next.query}`);
            if (INSIDE.test(reply.body)) faults.push(`inside: ${reply.body}`);
          }
        };
        await Promise.all(Array.from({ length: AT_A_TIME }, loop));
      }
      client.close();
      return [
        none('crashes, HTTP 5xx, errors without a code, leaks', faults),
        atLeast('executed among them', OPERATIONS / 4, executed),
      ];
    }),
};

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { type Answer, startTestBed, type TestBed } from '../support/gateway.ts';
import { CANARY, type Case, cases } from './upstream-cases.ts';

const fields = {
  captureTasks: ['ListCaptureTask', `captureTasks(firewallId: "${FIREWALLS.documented}") { nodes { name } }`],
  listEntries: [
    'ListBlackWhiteLists',
    `listEntries(objectId: "${OBJECTS.documented}", listType: WHITELIST) { totalCount }`,
  ],
  firewalls: ['ListFirewallList', 'firewalls { nodes { name } }'],
  firewall: ['ListFirewallDetail', `firewall(firewallId: "${FIREWALLS.documented}") { supportsCapture }`],
} as const;
const EVERYTHING = `{ ${Object.values(fields)
  .map(([, field]) => field)
  .join(' ')} }`;

/** CFW's own "not found" of one firewall is an answer, not an error (contract, "Errors"). */
const isAnswer = (field: string, { code, errorCode }: Case) =>
  field === 'firewall' && code === 'NOT_FOUND' && errorCode?.startsWith('CFW.');

// A project for each fault: what one does to the circuit of its project must not touch the next.
const table = Object.entries(cases).map(
  ([name, expected], index) => [name, expected, String(index).padStart(32, '0')] as const,
);

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ UPSTREAM_TIMEOUT_MS: '1500' }, { projects: table.map(([, , projectId]) => projectId) });
});
afterAll(() => bed.close());

describe.each(table)('%s', (_name, expected, projectId) => {
  const { code, status, errorCode = null, says } = expected;

  // A hang takes the whole of its time, so one field stands for all.
  const struck = Object.entries(fields).filter(([field]) => !expected.fault.hang || field === 'captureTasks');

  test.each(struck)('in %s: an error at its path, and the others stand', async (field, [operation]) => {
    await bed.control('PUT', 'faults', { faults: [{ match: { operation }, ...expected.fault }] });
    const answer = await bed.ask(EVERYTHING, {}, { 'x-project-id': projectId });
    const missing = Object.entries(answer.data ?? {}).filter(([, value]) => value === null);
    expect(missing.map(([name]) => name)).toEqual([field]);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    if (isAnswer(field, expected)) return expect(answer.errors).toBeUndefined();
    expect(only(answer)).toEqual({
      message: expect.stringMatching(says ?? /^.{20,}[.]$/),
      path: [field],
      locations: expect.any(Array),
      extensions: {
        code,
        upstream: { service: 'CFW', status, errorCode, requestId: status === null ? null : expect.any(String) },
      },
    });
  });
});

function only({ errors }: Answer) {
  expect(errors).toHaveLength(1);
  return errors?.[0];
}

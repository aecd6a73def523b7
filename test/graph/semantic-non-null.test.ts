import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { semanticNonNull, unexplained, walk } from './nulls.ts';

const { documented: firewallId } = FIREWALLS;
const { documented: objectId } = OBJECTS;
const id = '11111111-1111-4111-8111-111111111111';

/** Reads every field that says it, by every way that leads to one. */
const READS = `{
  firewalls(first: 2) { edges { node { name captureTasks(first: 1) { totalCount edges { node { name } } } } } }
  captureTasks(firewallId: "${firewallId}", first: 3) { edges { node { name firewall { name } } } }
  listEntries(objectId: "${objectId}", listType: BLACKLIST, first: 3, orderBy: { field: ADDRESS }) { edges { node { address } } }
  addressSets(objectId: "${objectId}", first: 2) {
    edges { node { name members(first: 2) { edges { node { address } } } } }
  }
  firewall(firewallId: "${firewallId}") {
    protectedObjects {
      firewall { edition }
      quota(listType: BLACKLIST) { max }
      listEntries(listType: BLACKLIST, first: 1) { edges { node { description } } }
      addressSets(first: 1) { edges { node { refCount } } }
    }
  }
}`;

const ENTRY = '{ direction: SOURCE, address: "203.0.113.77", protocol: ANY }';
const OF_LIST = `objectId: "${objectId}", listType: BLACKLIST`;
const WRITES = `mutation {
  createCaptureTask(input: { firewallId: "${firewallId}", name: "n", duration: 1, maxPackets: 1,
    sourceAddress: "10.0.0.1", destAddress: "10.0.0.2", protocol: ANY }) { outcome }
  stopCaptureTask(input: { firewallId: "${firewallId}", taskId: "${id}" }) { outcome }
  deleteCaptureTasks(input: { firewallId: "${firewallId}", taskIds: ["${id}"] }) { results { outcome } }
  createListEntries(input: { ${OF_LIST}, entries: [${ENTRY}] }) { results { outcome } }
  updateListEntry(input: { ${OF_LIST}, listId: "${id}", description: "d" }) { outcome }
  deleteListEntries(input: { ${OF_LIST}, listIds: ["${id}"] }) { results { outcome } }
}`;

const records = (rows: readonly unknown[]) => ({
  rawBody: JSON.stringify({ data: { limit: 50, offset: 0, total: rows.length, records: rows } }),
});
const FAULTS = Object.entries({
  nothing: { latencyMs: 0 },
  unavailable: { status: 503 },
  refused: { status: 400, errorCode: 'CFW.00200001', errorMsg: 'Invalid parameter' },
  'not found': { status: 404, errorCode: 'CFW.00200005', errorMsg: 'Object not found' },
  'an empty body': { body: 'empty' },
  'data that is null': { rawBody: '{"data":null}' },
  'wrong types': { body: 'wrongTypes' },
  'no rows': records([]),
  'rows of nothing': records([{}, {}]),
  'rows that are null': records([null, null]),
  // A project for each fault: what one does to the circuit of its project must not touch the next.
}).map(([what, fault], index): [string, object, string] => [what, fault, String(index).padStart(32, '0')]);

/** What is an answer, too. */
const EMPTY = ['nothing', 'data that is null', 'no rows'];

const OPERATIONS = [
  ...['ListFirewallList', 'ListFirewallDetail', 'ListCaptureTask', 'ListBlackWhiteLists'],
  ...['ListAddressSets', 'ListAddressItems', 'ShowConfigQuota'],
];

let schema: GraphQLSchema;
let bed: TestBed;
beforeAll(async () => {
  schema = buildSchema(await readFile('schema/schema.graphql', 'utf8'));
  bed = await startTestBed({}, { projects: [PROJECTS.main, ...FAULTS.map(([, , projectId]) => projectId)] });
});
afterEach(() => bed.control('DELETE', 'faults'));
afterAll(() => bed.close());

describe('@semanticNonNull', () => {
  test('is said of fields that are all read or written here', async () => {
    const read = walk(schema, READS, await bed.ask(READS));
    const written = walk(schema, WRITES, await bed.ask(WRITES));
    expect(new Set([...read.met, ...written.met])).toEqual(semanticNonNull(schema));
    expect(semanticNonNull(schema).size).toBeGreaterThan(15);
  });

  test.each(FAULTS)('%s: what is null has an error', async (what, fault, projectId) => {
    let nulls = 0;
    for (const operation of OPERATIONS) {
      await bed.control('PUT', 'faults', { faults: [{ match: { operation }, ...fault }] });
      const answer = await bed.ask(READS, {}, { 'x-project-id': projectId });
      const found = walk(schema, READS, answer);
      nulls += found.nulls.length;
      expect([operation, unexplained(found, answer)]).toEqual([operation, []]);
    }
    expect([what, nulls > 0]).toEqual([what, !EMPTY.includes(what)]);
  });

  test('a write that is refused is null, with an error', async () => {
    await bed.control('PUT', 'faults', { faults: [{ status: 400, errorCode: 'CFW.00200001', errorMsg: 'Invalid' }] });
    const answer = await bed.ask(WRITES);
    const { nulls } = walk(schema, WRITES, answer);
    expect([nulls.length, unexplained({ nulls }, answer)]).toEqual([6, []]);
  });
});

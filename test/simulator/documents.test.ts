import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADDRESS_SETS, FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

const example = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const TASKS = example('capture-task');
const LISTS = example('black-white-lists');
const SETS = example('address-sets');
const ITEMS = example('address-items');
const TOKEN = { headers: { 'X-Auth-Token': 'a-token' } };

const pathOf = (url: string) => url.replace('https://{Endpoint}', '');

describe("the documents' own examples", () => {
  let simulator: Simulator;
  let caller: Caller;
  beforeAll(async () => {
    // The documents' account holds one row of each kind.
    simulator = await startSimulator({
      captureTasks: { [FIREWALLS.documented]: 1 },
      listEntries: { [OBJECTS.documented]: { blacklist: 0, whitelist: 1 } },
      addressSets: { [OBJECTS.documented]: 2 },
      addressItems: { [ADDRESS_SETS.documentedMember]: 1 },
      extraFirewalls: 7,
    });
    caller = new Caller(simulator);
  });
  afterAll(() => simulator.close());

  test('50 capture tasks: the answer is the document, word for word and in its order', async () => {
    const answer = await caller.send(pathOf(TASKS.request), TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify(TASKS.response));
  });

  test('10 whitelist records: the answer is the document, word for word and in its order', async () => {
    const answer = await caller.send(pathOf(LISTS.request), TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify(LISTS.response));
  });

  test('address sets: the first row is the document, word for word and in its order', async () => {
    // The example's project and object are of another account.
    const path = `/v1/${PROJECTS.listExample}/address-sets?object_id=${OBJECTS.documented}&limit=1&offset=0`;
    const { data } = SETS.response;
    const answer = await caller.send(path, TOKEN);
    expect(answer.text).toBe(JSON.stringify({ data: { ...data, limit: 1, total: 2 } }));
  });

  test('members of a set: the answer is the document, word for word and in its order', async () => {
    const answer = await caller.send(pathOf(ITEMS.request), TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify(ITEMS.response));
  });

  test('400: a list of a firewall that does not run', async () => {
    const list = await caller.post('firewalls/list', { limit: 50, offset: 0 });
    const frozen = list.body.data?.records.find(({ status }) => status === 5);
    const answer = await caller.get('capture-task', {
      fw_instance_id: String(frozen?.fw_instance_id),
      limit: 1,
      offset: 0,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(LISTS.error);
  });
});

test('with the usual sizes the documented rows come first in both projects', async () => {
  const simulator = await startSimulator();
  const caller = new Caller(simulator);
  for (const project of Object.values(PROJECTS)) {
    const tasks = await caller.send(pathOf(TASKS.request).replace(PROJECTS.main, project), TOKEN);
    expect(tasks.body.data?.records[0]).toEqual(TASKS.response.data.records[0]);
    expect(tasks.body.data).toMatchObject({ limit: 50, offset: 0, total: 140 });
    const lists = await caller.send(pathOf(LISTS.request).replace(PROJECTS.listExample, project), TOKEN);
    expect(lists.body.data?.records[0]).toEqual(LISTS.response.data.records[0]);
    expect(lists.body.data).toMatchObject({ limit: 10, offset: 0, total: 2000 });
  }
  await simulator.close();
});

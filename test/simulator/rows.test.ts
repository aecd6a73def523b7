import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
type Rows = readonly Readonly<Record<string, unknown>>[];

let simulator: Simulator;
let tasks: Rows;
let entries: Rows;
beforeAll(async () => {
  simulator = await startSimulator();
  const caller = new Caller(simulator);
  tasks = await caller.rows(`firewallId=${FIREWALLS.documented}`);
  entries = await caller.rows(`objectId=${OBJECTS.documented}&listType=5`);
});
afterAll(() => simulator.close());

const values = (rows: Rows, field: string) => new Set(rows.map((row) => row[field]));

describe('sizes', () => {
  test.each([
    [FIREWALLS.documented, 140],
    [FIREWALLS.busy, 2500],
    [FIREWALLS.single, 1],
    [FIREWALLS.empty, 0],
  ])('firewall %s has %s capture tasks, all different', async (firewallId, size) => {
    const rows = await new Caller(simulator).rows(`firewallId=${firewallId}`);
    expect(rows).toHaveLength(size);
    expect(values(rows, 'task_id').size).toBe(size);
  });

  test('the documented object has 2,000 entries on each list, all different', async () => {
    const black = await new Caller(simulator).rows(`objectId=${OBJECTS.documented}&listType=4`);
    expect(entries).toHaveLength(2000);
    expect(values([...black, ...entries], 'list_id').size).toBe(4000);
    expect(values(entries, 'address').size).toBe(2000);
  });
});

describe('variety', () => {
  test('capture tasks have every code, one unknown of each, and every kind of size', () => {
    expect([...values(tasks, 'status')].sort()).toEqual([0, 1, 2, 4, 5, 9]);
    expect(values(tasks, 'protocol')).toEqual(new Set([6, 17, 1, 58, -1, null, 132]));
    expect(tasks.filter((row) => row.status === 9)).toHaveLength(1);
    expect(tasks.filter((row) => row.protocol === 132)).toHaveLength(1);
    expect(values(tasks, 'capture_size')).toEqual(new Set(['--', '500kb', '12mb', '500mb', '', null, undefined]));
    expect([...values(tasks, 'source_port')]).toEqual(expect.arrayContaining(['', null, '443', '1-65535']));
    expect([...values(tasks, 'name')]).toContain(undefined);
    expect([...values(tasks, 'modified_date')]).toContain(null);
    expect([...values(tasks, 'is_deleted')].sort()).toEqual([0, 1]);
    const addresses = [...values(tasks, 'source_address')].map(String);
    for (const kind of [/^[\d.]+$/, /^[\d.]+\/24$/, /^[\d.]+-[\d.]+$/, /^2001:.*\/64$/, /^2001:.*:1$/]) {
      expect(addresses.some((address) => kind.test(address))).toBe(true);
    }
  });

  test('list entries have every code, one unknown of each, and every kind of date and address', () => {
    expect(values(entries, 'protocol')).toEqual(new Set([6, 17, 1, 58, -1, null, 132]));
    expect([...values(entries, 'direction')].sort()).toEqual([0, 1, 9]);
    expect([...values(entries, 'address_type')].sort()).toEqual([0, 1, 2, 9]);
    expect([...values(entries, 'port')]).toEqual(expect.arrayContaining(['', undefined, '22', '80-443', '1-65535']));
    expect([...values(entries, 'description')]).toEqual(expect.arrayContaining(['', null, undefined]));
    const dates = new Set([...values(entries, 'created_date')].map((date) => typeof date));
    expect(dates).toEqual(new Set(['string', 'number', 'undefined']));
    const addresses = [...values(entries, 'address')].map(String);
    for (const kind of [/^[\d.]+$/, /^[\d.]+\/24$/, /^[\d.]+-[\d.]+$/, /^2001:.*\/64$/, /example\.com$/, /^\*\./]) {
      expect(addresses.some((address) => kind.test(address))).toBe(true);
    }
  });

  test('ids are UUIDs', () => {
    for (const row of tasks.slice(1)) expect(row.task_id).toMatch(UUID);
    for (const row of entries.slice(1)) expect(row.list_id).toMatch(UUID);
  });
});

describe('the seed', () => {
  test('gives the same rows again, and another seed gives others', async () => {
    const [same, other] = await Promise.all([startSimulator(), startSimulator({ seed: 2 })]);
    const query = `firewallId=${FIREWALLS.busy}`;
    const first = await new Caller(simulator).rows(query);
    expect(await new Caller(same).rows(query)).toEqual(first);
    const others = values(await new Caller(other).rows(query), 'task_id');
    expect(first.some((row) => others.has(row.task_id))).toBe(false);
    await Promise.all([same.close(), other.close()]);
  });
});

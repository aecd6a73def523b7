import { writeNodeId } from '../../src/graph/relay/node-id.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import type { Random } from '../paging/random.ts';

const { documented, busy, single } = FIREWALLS;

/** Sizes of lists, from none to more than ten calls. */
export function randomSizes(random: Random): SimulatorOptions {
  const size = () => random.of([0, 1, 7, 50, 140, 500, 1023, 1024, 1025, 1500, 2000, 2048, 2500, 5000]);
  const entries = () => ({ blacklist: Math.min(2000, size()), whitelist: Math.min(2000, size()) });
  return {
    extraFirewalls: random.of([0, 3, 12]),
    captureTasks: { [documented]: size(), [busy]: size(), [single]: size() },
    listEntries: { [OBJECTS.documented]: entries(), [OBJECTS.busyInternet]: entries() },
    addressSets: { [OBJECTS.documented]: random.of([2, 8, 20]) },
  };
}

/** Cursors that pages of lists gave, by list. */
export type Cursors = ReadonlyMap<string, readonly string[]>;

const TASKS = [documented, busy, single].map((id) => `captureTasks(firewallId: "${id}"`);
const ENTRIES = [OBJECTS.documented, OBJECTS.busyInternet].flatMap((id) =>
  ['BLACKLIST', 'WHITELIST'].map((listType) => `listEntries(objectId: "${id}", listType: ${listType}`),
);
/** The beginnings of fields that read a list at the root. */
export const ROOT_LISTS = [...TASKS, ...ENTRIES, `addressSets(objectId: "${OBJECTS.documented}"`, 'firewalls('];

/**
 * Writes operations that read lists in every way there is. The same numbers write the same operation.
 *
 * @param ids of objects that are there
 * @param sized asks nothing of which the cost hangs on the size of a nested list, or on what a firewall protects
 */
export class RandomReading {
  readonly #random: Random;
  readonly #cursors: Cursors;
  readonly #ids: readonly string[];
  readonly #sized: boolean;

  constructor(random: Random, cursors: Cursors, ids: readonly string[], sized: boolean) {
    this.#random = random;
    this.#cursors = cursors;
    this.#ids = ids;
    this.#sized = sized;
  }

  operation(): string {
    const count = this.#random.of([1, 1, 2, 3, 5, 8]);
    const one = this.#random.of(ROOT_LISTS);
    const fields = Array.from({ length: count }, (_, index) => {
      const list = this.#random.chance(0.6) ? one : this.#random.of(ROOT_LISTS);
      return `f${index}: ${this.#random.chance(0.75) ? this.#list(list) : this.#other()}`;
    });
    return `{ ${fields.join(' ')} }`;
  }

  #list(start: string): string {
    const rows = start.startsWith('captureTasks')
      ? this.#task()
      : start.startsWith('firewalls')
        ? this.#firewall(this.#sized ? 1 : 2)
        : this.#row(start);
    const args = this.#page(start);
    return `${start}${start.endsWith('(') || args === '' ? '' : ', '}${args || (start.endsWith('(') ? 'first: 2' : '')}) ${this.#selection(rows)}`;
  }

  #selection(rows: string): string {
    return this.#random.of([
      '{ totalCount }',
      `{ nodes { ${rows} } }`,
      `{ totalCount nodes { ${rows} } pageInfo { endCursor } }`,
      `{ edges { cursor node { ${rows} } } }`,
      '{ pageInfo { hasNextPage } }',
    ]);
  }

  #page(list: string): string {
    if (/^(captureTasks|listEntries)/.test(list) && this.#random.chance(0.1)) {
      return this.#random.of(FOUND).replace('COUNT', String(this.#random.of([1, 50, 1500])));
    }
    const cursors = this.#cursors.get(list) ?? [];
    const cursor = () => JSON.stringify(this.#random.of(cursors));
    const size = this.#random.of([0, 1, 5, 50, 100, 700, 1023, 1024, 1025, 2500, 4096]);
    const count = list.startsWith('firewalls') ? Math.min(size, 12) : size;
    if (cursors.length === 0 || this.#random.chance(0.5))
      return this.#random.of([`first: ${count}`, `last: ${count}`, '']);
    return this.#random.of([
      `first: ${count}, after: ${cursor()}`,
      `last: ${count}, before: ${cursor()}`,
      `before: ${cursor()}`,
      `first: ${count}, before: ${cursor()}`,
      `first: ${count}, after: ${cursor()}, before: ${cursor()}`,
      `last: ${count}, after: ${cursor()}`,
    ]);
  }

  #nested(name: string, own: string, rows: string): string {
    const count = this.#sized ? this.#random.of([0, 1, 3, 5]) : this.#random.of([0, 5, 60, 1024, 1500]);
    const args = [own, `${this.#sized ? 'first' : this.#random.of(['first', 'last'])}: ${count}`]
      .filter(Boolean)
      .join(', ');
    return `${this.#alias()}${name}(${args}) ${this.#selection(rows)}`;
  }

  #alias(): string {
    return `a${this.#random.below(1e6)}: `;
  }

  #task(): string {
    return this.#random.of([
      'name',
      'id status',
      'name',
      'firewall { firewallId }',
      `firewall { ${this.#random.of(['name', 'supportsCapture'])} }`,
    ]);
  }

  #row(list: string): string {
    if (list.startsWith('listEntries')) return 'address';
    return this.#random.chance(0.8) ? 'name' : `${this.#nested('members', '', 'address')}`;
  }

  #firewall(depth: number): string {
    const parts = ['firewallId', 'name'];
    if (this.#random.chance(0.5))
      parts.push(this.#nested('captureTasks', '', this.#random.of(['name', 'firewall { name }'])));
    if (this.#random.chance(0.3)) parts.push(this.#nested('captureTasks', '', 'name'));
    if (this.#random.chance(0.3)) parts.push('supportsCapture');
    if (depth > 1 && this.#random.chance(0.4)) parts.push(this.#objects(depth - 1));
    return parts.join(' ');
  }

  #objects(depth: number): string {
    const parts = ['objectId'];
    if (this.#random.chance(0.5))
      parts.push(this.#nested('listEntries', `listType: ${this.#random.of(['BLACKLIST', 'WHITELIST'])}`, 'address'));
    if (this.#random.chance(0.2)) parts.push(this.#nested('addressSets', '', 'name'));
    if (depth > 0 && this.#random.chance(0.3)) parts.push(`firewall { ${this.#firewall(depth - 1)} }`);
    return `${this.#alias()}protectedObjects${this.#sized ? '' : this.#random.of(['', '(type: INTERNET)'])} { ${parts.join(' ')} }`;
  }

  #other(): string {
    const firewallId = this.#random.of([documented, busy]);
    const id = () => JSON.stringify(this.#random.of([...this.#ids, writeNodeId('Firewall', firewallId)]));
    const typed = `... on CaptureTask { name firewall { name } } ... on Firewall { ${this.#firewall(0)} } ... on ListEntry { address }`;
    return this.#random.of([
      `firewall(firewallId: "${firewallId}") { ${this.#firewall(2)} }`,
      `firewall(firewallId: "${firewallId}") { ${this.#firewall(2)} }`,
      `captureTask(firewallId: "${firewallId}", taskId: "${ABSENT}") { name }`,
      `listEntry(objectId: "${OBJECTS.documented}", listType: BLACKLIST, listId: "${ABSENT}") { address }`,
      `addressSet(objectId: "${OBJECTS.documented}", setId: "${ABSENT}") { name }`,
      `node(id: ${id()}) { id ${typed} }`,
      `nodes(ids: [${id()}, ${id()}, ${id()}]) { id ${typed} }`,
    ]);
  }
}

/** Arguments for which all of a list is read. */
const FOUND = [
  'first: COUNT, filterBy: { search: "1" }',
  'last: COUNT, orderBy: { field: MODIFIED_DATE }',
  'first: COUNT, filterBy: { protocols: [TCP] }, orderBy: { field: CREATED_DATE, direction: DESC }',
  'first: COUNT, filterBy: {}',
];

/** The id of nothing, for which a list is read to its end. */
const ABSENT = '0f0f0f0f-0000-4000-8000-000000000000';

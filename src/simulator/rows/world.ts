import { FIREWALLS, LIST_TYPES, OBJECTS } from '../known.ts';
import type { ListSizes, SimulatorOptions } from '../options.ts';
import { captureTaskRow, documentedCaptureTask } from './capture-task-rows.ts';
import { type Firewall, firewalls } from './firewalls.ts';
import { documentedListEntry, listEntryRow } from './list-entry-rows.ts';
import { RowList } from './row-list.ts';

const TASKS: Readonly<Record<string, number>> = {
  [FIREWALLS.documented]: 140,
  [FIREWALLS.busy]: 2500,
  [FIREWALLS.single]: 1,
};

const ENTRIES: Readonly<Record<string, ListSizes>> = {
  [OBJECTS.documented]: { blacklist: 2000, whitelist: 2000 },
  [OBJECTS.documentedVpc]: { blacklist: 12, whitelist: 7 },
  [OBJECTS.busyVpc]: { blacklist: 2, whitelist: 1 },
  [OBJECTS.busyInternet]: { blacklist: 1024, whitelist: 50 },
  [OBJECTS.singleInternet]: { blacklist: 1, whitelist: 0 },
  [OBJECTS.withoutCaptureVpc]: { blacklist: 7, whitelist: 30 },
  [OBJECTS.withoutCaptureInternet]: { blacklist: 3, whitelist: 3 },
};

/** Sizes of the lists of extra firewalls. */
const EXTRA_TASKS = 3;
const EXTRA_ENTRIES: ListSizes = { blacklist: 3, whitelist: 2 };
const NO_ENTRIES: ListSizes = { blacklist: 0, whitelist: 0 };

/** Everything CFW holds: firewalls, their capture tasks, and the two lists of each protected object. */
export class World {
  readonly firewalls: readonly Firewall[];
  readonly #byId: ReadonlyMap<string, Firewall>;
  readonly #owners = new Map<string, Firewall>();
  readonly #tasks = new Map<string, RowList>();
  readonly #entries = new Map<string, RowList>();

  constructor(options: Pick<SimulatorOptions, 'seed' | 'captureTasks' | 'listEntries' | 'extraFirewalls'>) {
    const seed = options.seed ?? 1;
    this.firewalls = firewalls(seed, options.extraFirewalls ?? 0);
    this.#byId = new Map(this.firewalls.map((firewall) => [firewall.id, firewall]));
    const known = new Set<string>(Object.values(FIREWALLS));
    for (const firewall of this.firewalls) {
      const isKnown = known.has(firewall.id);
      const tasks = options.captureTasks?.[firewall.id] ?? TASKS[firewall.id] ?? (isKnown ? 0 : EXTRA_TASKS);
      this.#tasks.set(firewall.id, taskList(seed, firewall.id, tasks));
      for (const { object_id: id } of firewall.objects ?? []) {
        const sizes = options.listEntries?.[id] ?? ENTRIES[id] ?? (isKnown ? NO_ENTRIES : EXTRA_ENTRIES);
        this.#owners.set(id, firewall);
        for (const name of ['blacklist', 'whitelist'] as const) {
          const listType = LIST_TYPES[name];
          this.#entries.set(`${id}/${listType}`, entryList(seed, id, listType, sizes[name]));
        }
      }
    }
  }

  firewall(firewallId: string): Firewall | undefined {
    return this.#byId.get(firewallId);
  }

  /** The firewall that a protected object belongs to. */
  ownerOf(objectId: string): Firewall | undefined {
    return this.#owners.get(objectId);
  }

  captureTasks(firewallId: string): RowList | undefined {
    return this.#tasks.get(firewallId);
  }

  /** @param listType 4 blacklist, 5 whitelist */
  listEntries(objectId: string, listType: number): RowList | undefined {
    return this.#entries.get(`${objectId}/${listType}`);
  }

  /** Takes out the row with this task_id or list_id, wherever it stands. */
  removeRow(id: string): boolean {
    for (const list of [...this.#tasks.values(), ...this.#entries.values()]) if (list.remove(id)) return true;
    return false;
  }
}

function taskList(seed: number, firewallId: string, size: number): RowList {
  const first = firewallId === FIREWALLS.documented ? documentedCaptureTask() : undefined;
  return new RowList('task_id', size, (position) =>
    first && position === 0 ? first : captureTaskRow(seed, firewallId, position),
  );
}

function entryList(seed: number, objectId: string, listType: number, size: number): RowList {
  const isDocumented = objectId === OBJECTS.documented && listType === LIST_TYPES.whitelist;
  return new RowList('list_id', size, (position) =>
    isDocumented && position === 0 ? documentedListEntry() : listEntryRow(seed, objectId, listType, position),
  );
}

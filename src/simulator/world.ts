import { type Behaviour, USUAL_BEHAVIOUR } from './behaviour.ts';
import { FIREWALLS } from './known.ts';
import type { List, Parent, Surroundings } from './lists/list.ts';
import { LISTS, type ListSizes } from './lists/table.ts';
import type { SimulatorOptions } from './options.ts';
import { type Firewall, firewalls } from './rows/firewalls.ts';
import { RowList, type StoredRow } from './rows/row-list.ts';

const KNOWN_FIREWALLS: ReadonlySet<string> = new Set(Object.values(FIREWALLS));
const NOT_VARIED: Readonly<Record<string, number>> = { '': 0 };

/** Everything CFW holds: firewalls, their protected objects, and every list that hangs on them. */
export class World implements Surroundings {
  readonly firewalls: readonly Firewall[];
  /** What the documents leave open, as it is at this moment. */
  behaviour: Behaviour;
  readonly #seed: number;
  readonly #sizes: ListSizes;
  readonly #byId: ReadonlyMap<string, Firewall>;
  readonly #objects: ReadonlyMap<string, Firewall>;
  /** The lists that somebody has asked for. */
  readonly #lists = new Map<string, RowList>();

  constructor(options: Pick<SimulatorOptions, 'seed' | 'extraFirewalls' | 'behaviour' | keyof ListSizes>) {
    this.behaviour = { ...USUAL_BEHAVIOUR, ...options.behaviour };
    this.#seed = options.seed ?? 1;
    this.#sizes = options;
    this.firewalls = firewalls(this.#seed, options.extraFirewalls ?? 0);
    this.#byId = new Map(this.firewalls.map((firewall) => [firewall.id, firewall]));
    this.#objects = new Map(
      this.firewalls.flatMap((firewall) => (firewall.objects ?? []).map(({ object_id: id }) => [id, firewall])),
    );
  }

  firewall(firewallId: string): Firewall | undefined {
    return this.#byId.get(firewallId);
  }

  /** The firewall that a parent belongs to (a firewall: itself); undefined when there is no such parent. */
  ownerOf({ among }: Parent, id: string): Firewall | undefined {
    if (among === 'firewalls') return this.#byId.get(id);
    if (among === 'objects') return this.#objects.get(id);
    const parent = this.#parentIds(among.parent).find((above) => this.#all(among, above).some((rows) => rows.has(id)));
    return parent === undefined ? undefined : this.ownerOf(among.parent, parent);
  }

  /**
   * The list of a kind under a parent; undefined when there is no such parent, or no such variant.
   * @param variant one of the kind's values; 0 for a kind without variants
   */
  list(list: List, parentId: string, variant = 0): RowList | undefined {
    const owner = this.ownerOf(list.parent, parentId);
    const values = list.variant?.values ?? NOT_VARIED;
    const name = Object.keys(values).find((key) => values[key] === variant);
    if (!owner || name === undefined) return undefined;
    const key = `${list.name}/${parentId}/${variant}`;
    const known = this.#lists.get(key);
    if (known) return known;
    const asked = this.#sizes[list.name as keyof ListSizes]?.[parentId];
    const size = asked ?? list.size(parentId, KNOWN_FIREWALLS.has(owner.id));
    const place = { seed: this.#seed, parentId, variant };
    const first = list.first?.[list.variant ? `${parentId}/${variant}` : parentId] ?? [];
    const rows = new RowList(
      list.idField,
      typeof size === 'number' ? size : (size[name] ?? 0),
      (position) => first[position] ?? list.row(place, position),
    );
    this.#lists.set(key, rows);
    return rows;
  }

  rowsOf(name: string, parentId: string): readonly StoredRow[] {
    const list = LISTS.find((one) => one.name === name);
    return (list && this.list(list, parentId)?.rows()) ?? [];
  }

  /** Where the row with this id stands among the lists of a kind. */
  find(list: List, id: string): { parentId: string; variant: number } | undefined {
    for (const parentId of this.#parentIds(list.parent)) {
      for (const variant of Object.values(list.variant?.values ?? NOT_VARIED)) {
        if (this.list(list, parentId, variant)?.has(id)) return { parentId, variant };
      }
    }
    return undefined;
  }

  /** Takes out the row with this id, in whatever list it stands; false when there is none. */
  removeRow(id: string): boolean {
    return LISTS.some((list) =>
      this.#parentIds(list.parent).some((parentId) => this.#all(list, parentId).some((rows) => rows.remove(id))),
    );
  }

  #parentIds({ among }: Parent): string[] {
    if (among === 'firewalls') return [...this.#byId.keys()];
    if (among === 'objects') return [...this.#objects.keys()];
    return this.#parentIds(among.parent)
      .flatMap((id) => this.#all(among, id))
      .flatMap((rows) => rows.rows().map((row) => String(row.id)));
  }

  /** The lists of a kind under one parent, one a variant. */
  #all(list: List, parentId: string): RowList[] {
    const variants = Object.values(list.variant?.values ?? NOT_VARIED);
    return variants.flatMap((variant) => this.list(list, parentId, variant) ?? []);
  }
}

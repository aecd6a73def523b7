import { agrees, isFault, told } from '../../cfw/decoding/told.ts';
import type { ListEntryRecord } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import { addressKey } from '../input/address.ts';
import { portKey } from '../input/port.ts';

/** What makes an entry the same as another: address and port in any spelling, the direction and the protocol. */
export function entryKey(entry: {
  readonly address: string;
  readonly direction: string | null;
  readonly protocol: string | null;
  readonly port?: string | null | undefined;
}): string {
  const { address, direction, protocol, port } = entry;
  return JSON.stringify([addressKey(address), direction, protocol, portKey(protocol, port)]);
}

/** Entries of a list, to be found by what they say. */
export class EntryIndex {
  readonly #byId: ReadonlyMap<string, ListEntryRecord>;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #byAddress = new Map<string, ListEntryRecord[]>();

  /**
   * @param entries by id
   * @param ids the ids that CFW has told, by the key of the entry
   */
  constructor(entries: ReadonlyMap<string, ListEntryRecord>, ids: ReadonlyMap<string, string>) {
    this.#byId = entries;
    this.#ids = ids;
    for (const entry of entries.values()) {
      const address = told(entry.address);
      if (address === null) continue;
      const key = addressKey(address);
      const known = this.#byAddress.get(key);
      if (known === undefined) this.#byAddress.set(key, [entry]);
      else known.push(entry);
    }
  }

  /** The entry whose id CFW told, or that says just this; else one that says nothing else, as far as CFW tells. */
  same(wish: EntryFields): ListEntryRecord | null {
    const key = entryKey(wish);
    const named = this.#byId.get(this.#ids.get(key) ?? '');
    if (named !== undefined && saysNothingElse(named, wish)) return named;
    const near = this.#byAddress.get(addressKey(wish.address)) ?? [];
    const same = near.find((entry) => entryKey({ ...entry, address: entry.address! }) === key);
    return same ?? near.find((entry) => saysNothingElse(entry, wish)) ?? null;
  }

  /** The entry that CFW may mean when it says that this would be a duplicate: the same, or another of its address. */
  duplicate(wish: EntryFields): ListEntryRecord | null {
    return this.same(wish) ?? this.#byAddress.get(addressKey(wish.address))?.[0] ?? null;
  }
}

/** Whether an entry is as it is wished, but for what CFW does not tell of it. */
export function saysNothingElse(entry: ListEntryRecord, wish: EntryFields): boolean {
  return (
    agrees(entry.address, (address) => addressKey(address) === addressKey(wish.address)) &&
    agrees(entry.direction, (direction) => direction === wish.direction) &&
    agrees(entry.protocol, (protocol) => protocol === wish.protocol) &&
    (isFault(entry.port) || portKey(wish.protocol, entry.port) === portKey(wish.protocol, wish.port))
  );
}

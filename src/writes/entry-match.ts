import type { ListEntryRecord } from '../cfw/resources/list-entry.ts';
import type { EntryFields } from '../cfw/writes/list-entry-writes.ts';
import { addressKey } from './input/address.ts';

/** What makes an entry the same as another: the address in any spelling, the direction, the protocol and the port. */
export function entryKey(entry: {
  readonly address: string | null;
  readonly direction: string | null;
  readonly protocol: string | null;
  readonly port?: string | null | undefined;
}): string {
  const { address, direction, protocol, port } = entry;
  return JSON.stringify([typeof address === 'string' ? addressKey(address) : null, direction, protocol, port || null]);
}

/** Entries of a list, to be found by what they say. */
export class EntryIndex {
  readonly #byKey = new Map<string, ListEntryRecord>();
  readonly #byAddress = new Map<string, ListEntryRecord>();

  constructor(entries: Iterable<ListEntryRecord>) {
    for (const entry of entries) {
      const { address } = entry;
      if (typeof address !== 'string') continue;
      const key = entryKey(entry);
      if (!this.#byKey.has(key)) this.#byKey.set(key, entry);
      if (!this.#byAddress.has(addressKey(address))) this.#byAddress.set(addressKey(address), entry);
    }
  }

  /** The entry that says just this. */
  same(wish: EntryFields): ListEntryRecord | null {
    return this.#byKey.get(entryKey(wish)) ?? null;
  }

  /** The entry that CFW may mean when it says that this would be a duplicate: the same, or another of its address. */
  duplicate(wish: EntryFields): ListEntryRecord | null {
    return this.same(wish) ?? this.#byAddress.get(addressKey(wish.address)) ?? null;
  }
}

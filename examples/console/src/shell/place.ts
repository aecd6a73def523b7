import { useSyncExternalStore } from 'react';

export type ListType = 'BLACKLIST' | 'WHITELIST';

/** What the address names: the captures of a firewall, or a list of one of its objects. */
export type Place =
  | { readonly view: 'captures'; readonly firewallId: string }
  | { readonly view: 'entries'; readonly firewallId: string; readonly objectId: string; readonly listType: ListType };

const ID = '([0-9a-f-]{36})';
const CAPTURES = new RegExp(`^#/${ID}$`);
const ENTRIES = new RegExp(`^#/${ID}/${ID}/(blacklist|whitelist)$`);

export function hrefOf(place: Place): string {
  if (place.view === 'captures') return `#/${place.firewallId}`;
  return `#/${place.firewallId}/${place.objectId}/${place.listType.toLowerCase()}`;
}

function placeOf(hash: string): Place | null {
  const [, firewallId, objectId, listType] = ENTRIES.exec(hash) ?? CAPTURES.exec(hash) ?? [];
  if (firewallId === undefined) return null;
  if (objectId === undefined) return { view: 'captures', firewallId };
  return { view: 'entries', firewallId, objectId, listType: listType?.toUpperCase() as ListType };
}

/** Where we are; null at the start. */
export function usePlace(): Place | null {
  const hash = useSyncExternalStore(onMove, () => location.hash);
  return placeOf(hash);
}

function onMove(moved: () => void): () => void {
  addEventListener('hashchange', moved);
  return () => removeEventListener('hashchange', moved);
}

import { useSyncExternalStore } from 'react';

/** What the address names: the captures of a firewall, or a list of one of its objects. */
export interface Place {
  readonly firewallId: string;
  readonly objectId?: string | undefined;
  readonly listType?: 'BLACKLIST' | 'WHITELIST' | undefined;
}

export const hrefOf = ({ firewallId, objectId, listType }: Place) =>
  ['#', firewallId, objectId, listType].filter(Boolean).join('/');

/** Where we are; null at the start. */
export function placeOf(hash: string): Place | null {
  const [, firewallId, objectId, listType] = hash.split('/');
  return firewallId ? { firewallId, objectId, listType: listType as Place['listType'] } : null;
}

export const usePlace = () => placeOf(useSyncExternalStore(onMove, () => location.hash));

function onMove(moved: () => void): () => void {
  addEventListener('hashchange', moved);
  return () => removeEventListener('hashchange', moved);
}

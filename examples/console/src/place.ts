import { shared } from './gateway/shared.ts';

/** What the address names: the captures of a firewall, or a list of one of its objects. The rest is empty. */
export interface Place {
  readonly firewallId: string;
  readonly objectId: string;
  readonly listType: 'BLACKLIST' | 'WHITELIST';
}

export const hrefOf = (...place: readonly string[]) => ['#', ...place].join('/');

function here(): Place {
  const [, firewallId = '', objectId = '', listType = ''] = location.hash.split('/');
  return { firewallId, objectId, listType: listType as Place['listType'] };
}

export const place = shared(here());
addEventListener('hashchange', () => place.set(here()));

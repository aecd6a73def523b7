import type { CfwClient } from '../cfw/client.ts';
import type { ListEntryQuery, ListEntryRecord } from '../cfw/resources/list-entry.ts';
import type { ListSource } from './list.ts';

/** The blacklist or whitelist of a protected object, or what a filter leaves of it. */
export function listEntryList(query: ListEntryQuery, client: CfwClient): ListSource<ListEntryRecord> {
  return {
    identity: ['listEntries', query.objectId, query.listType, query.addressType, query.address, query.port],
    variant: [query.firewallId, query.enterpriseProjectId],
    identify: ({ listId }) => (typeof listId === 'string' ? listId : null),
    read: (range, call) => client.listListEntries(query, range, call),
  };
}

import { Boundary } from '../parts/boundary.tsx';
import { ListPage } from '../parts/list-page.tsx';
import type { ListType } from '../shell/place.ts';
import { AddEntries } from './add-entries.tsx';
import { type Asked, EntriesTable } from './entries-table.tsx';
import { Quota } from './quota.tsx';

/** Which list of which object. */
export interface List {
  readonly firewallId: string;
  readonly objectId: string;
  readonly listType: ListType;
}

/** A blacklist or whitelist: how full it is, which entries traffic with an address meets, and who is to come. */
export function Entries({ firewallId, objectId, listType }: List) {
  const list = { firewallId, objectId, listType };
  return (
    <ListPage<Asked>
      what="entries"
      fields={
        <>
          <label>
            {listType === 'BLACKLIST' ? 'Who blocks this address?' : 'Who lets this address through?'}
            <input type="search" name="address" placeholder="203.0.113.7" />
          </label>
          <label>
            Text in address or note
            <input type="search" name="search" />
          </label>
        </>
      }
      filterOf={(text) => ({ matchingAddress: text('address'), search: text('search') })}
      action="Add addresses"
      dialog={(close, added) => <AddEntries list={list} close={close} added={added} />}
    >
      {(table) => (
        <>
          <Boundary what="the quota" asked="">
            {(again) => <Quota {...list} turn={`${table.turn}/${again}`} />}
          </Boundary>
          <EntriesTable list={list} {...table} />
        </>
      )}
    </ListPage>
  );
}

import { useState, useTransition } from 'react';
import { Boundary } from '../parts/boundary.tsx';
import { Sayings } from '../parts/sayings.tsx';
import type { ListType } from '../shell/place.ts';
import { AddEntries } from './add-entries.tsx';
import { EntriesTable } from './entries-table.tsx';
import { type Asked, EntryFilters } from './entry-filters.tsx';
import { Quota } from './quota.tsx';

/** The lists that an object has, and which one is meant. */
export interface List {
  readonly firewallId: string;
  readonly objectId: string;
  readonly listType: ListType;
}

/** A blacklist or whitelist: how full it is, who is on it, and who is to come. */
export function Entries({ firewallId, objectId, listType }: List) {
  const list = { firewallId, objectId, listType };
  const [asked, setAsked] = useState<Asked>({ filterBy: null, orderBy: null });
  const [isAdding, setAdding] = useState(false);
  const [turn, setTurn] = useState(0);
  const [isPending, begin] = useTransition();
  const ask = (next: Asked) => begin(() => setAsked(next));
  const reload = () => begin(() => setTurn((count) => count + 1));
  return (
    <Sayings>
      <Boundary what="the quota" asked={listType}>
        {(again) => <Quota {...list} turn={`${turn}/${again}`} />}
      </Boundary>
      <div className="toolbar">
        <EntryFilters listType={listType} asked={asked} ask={ask} />
        <button type="button" className="main" onClick={() => setAdding(true)}>
          Add addresses
        </button>
      </div>
      {isAdding && <AddEntries list={list} close={() => setAdding(false)} added={reload} />}
      <div aria-busy={isPending}>
        <Boundary what="entries" asked={JSON.stringify(asked)}>
          {(again) => <EntriesTable list={list} asked={asked} ask={ask} turn={`${turn}/${again}`} reload={reload} />}
        </Boundary>
      </div>
    </Sayings>
  );
}

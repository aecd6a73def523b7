import { useState } from 'react';
import { graphql } from 'react-relay/hooks';
import type { entryToolsAddMutation, ListEntryInput } from '../__generated__/entryToolsAddMutation.graphql.ts';
import type { entryToolsLiftMutation } from '../__generated__/entryToolsLiftMutation.graphql.ts';
import type { entryToolsQuotaQuery } from '../__generated__/entryToolsQuotaQuery.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Field, onSubmit, PROTOCOLS } from '../parts/form.tsx';
import type { Shown } from '../parts/list.tsx';
import { Read } from '../parts/read.tsx';

/** Puts many addresses on a list at once, out of a pasted text, and tells of each what became of it. */
function Add({ place, reload }: Shown) {
  const { send, isSending, error, results } = useWrite<entryToolsAddMutation>(graphql`
    mutation entryToolsAddMutation($input: CreateListEntriesInput!) {
      write: createListEntries(input: $input) { results { outcome message } }
    }
  `);
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const add = onSubmit<ListEntryInput>(({ address: text, ...alike }) => {
    const pasted = [...new Set(text.split(/[\s,;]+/))];
    setAddresses(pasted);
    send(
      `add ${pasted.length} addresses`,
      { ...place, entries: pasted.map((address) => ({ ...alike, address })) },
      reload,
    );
  });
  const told = error
    ? error.faults.map(({ message, extensions }) => ({ at: extensions?.input?.[2], outcome: 'not sent', message }))
    : results?.map((result, at) => ({ ...result, at }));
  return (
    <details>
      <summary>Add addresses to the {place.listType.toLowerCase()}</summary>
      <form onSubmit={add}>
        <label>
          Addresses or networks, one a line or with commas between
          <textarea name="address" rows={6} required aria-describedby="told" />
        </label>
        <div className="row">
          <Field name="direction" label="Traffic" of={{ 'from them': 'SOURCE', 'to them': 'DESTINATION' }} />
          <Field name="protocol" label="Protocol" of={PROTOCOLS} />
          <Field name="port" label="Port" error={error} />
          <Field name="description" label="Note" error={error} />
          <button type="submit" disabled={isSending}>
            {isSending ? `Adding ${addresses.length} …` : 'Add'}
          </button>
        </div>
      </form>
      <ul id="told">
        {told?.map(({ at, outcome, message }) => (
          <li key={`${at} ${message}`}>
            <strong>{addresses[Number(at)] ?? 'All'}</strong> {outcome.toLowerCase()} <small>{message}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

const QUOTA = graphql`
  query entryToolsQuotaQuery($firewallId: ID!, $listType: ListType!) {
    firewall(firewallId: $firewallId) {
      protectedObjects { objectId quota(listType: $listType) @catch(to: NULL) { max used } }
    }
  }
`;

/** How full a list is, as a bar. */
function Quota({ max, used }: { readonly max?: number; readonly used?: number }) {
  if (max === undefined || used === undefined) return <p>The quota cannot be read at present.</p>;
  return (
    <p>
      <meter aria-label="Quota" min={0} max={max} high={max * 0.9} optimum={0} value={used} />
      {` ${used.toLocaleString('en')} of ${max.toLocaleString('en')} entries used`}
    </p>
  );
}

/** Who is to come or go, and how much room there is. */
export function EntryTools(shown: Shown) {
  const { place, reloads } = shown;
  const { send, isSending } = useWrite<entryToolsLiftMutation>(graphql`
    mutation entryToolsLiftMutation($input: DeleteListEntriesInput!) {
      write: deleteListEntries(input: $input) { results { outcome message deletedId } }
    }
  `);
  const lift = (form: FormData) => {
    const listIds = form.getAll('listId').map(String);
    if (listIds.length > 0) send(`lift ${listIds.length} of the entries`, { ...place, listIds });
  };
  const isThis = ({ objectId }: { readonly objectId: string }) => objectId === place.objectId;
  return (
    <>
      <Add {...shown} />
      <form id="lift" action={lift}>
        <button type="submit" disabled={isSending}>
          Lift what is chosen
        </button>
      </form>
      <Read<entryToolsQuotaQuery> what="the quota" query={QUOTA} variables={place} reloads={reloads}>
        {({ firewall }) => <Quota {...firewall?.protectedObjects?.find(isThis)?.quota} />}
      </Read>
    </>
  );
}

import { useState } from 'react';
import { graphql } from 'react-relay/hooks';
import type { addEntriesMutation, addEntriesMutation$data } from '../__generated__/addEntriesMutation.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Choice, chosen, Field, onSubmit, PROTOCOLS } from '../parts/form.tsx';
import type { WhichList } from './entries.tsx';

const ADD = graphql`
  mutation addEntriesMutation($input: CreateListEntriesInput!) {
    write: createListEntries(input: $input) {
      results { outcome message }
    }
  }
`;

const DIRECTIONS = { 'from them': 'SOURCE', 'to them': 'DESTINATION' } as const;

/** Puts many addresses on a list at once, out of a pasted text, and tells of each what became of it. */
export function AddEntries({ list, added }: { readonly list: WhichList; readonly added: () => void }) {
  const { send, isSending, error } = useWrite<addEntriesMutation>(ADD);
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const [results, setResults] = useState<NonNullable<addEntriesMutation$data['write']>['results']>([]);
  const add = onSubmit((text) => {
    const direction = chosen(DIRECTIONS, text('direction'));
    const alike = {
      direction,
      protocol: chosen(PROTOCOLS, text('protocol')),
      port: text('port') || null,
      description: text('note') || null,
    };
    const pasted = [...new Set(text('addresses').split(/[\s,;]+/))];
    setAddresses(pasted);
    setResults([]);
    send(
      `add ${pasted.length} addresses`,
      { ...list, entries: pasted.map((address) => ({ ...alike, address })) },
      (write) => {
        setResults(write?.results ?? []);
        added();
      },
    );
  });
  const told = error
    ? error.faults.map(({ message, extensions }) => [
        addresses[Number(extensions?.input?.[2])] ?? 'All',
        'not sent',
        message,
      ])
    : results.map(({ outcome, message }, at) => [addresses[at], outcome.toLowerCase(), message]);
  return (
    <details>
      <summary>Add addresses to the {list.listType.toLowerCase()}</summary>
      <form onSubmit={add}>
        <label>
          Addresses or networks, one a line or with commas between
          <textarea name="addresses" rows={6} required aria-describedby="told" />
        </label>
        <div className="row">
          <Choice name="direction" label="Traffic" of={DIRECTIONS} />
          <Choice name="protocol" label="Protocol" of={PROTOCOLS} />
          <Field name="port" label="Port" error={error} />
          <Field name="note" label="Note" error={error} />
          <button type="submit" disabled={isSending}>
            {isSending ? `Adding ${addresses.length} …` : 'Add'}
          </button>
        </div>
      </form>
      <ul id="told">
        {told.map(([address, outcome, message]) => (
          <li key={`${address} ${message}`}>
            <strong>{address}</strong> {outcome} {message && <small>{message}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}

import { type FormEvent, useState } from 'react';
import { graphql, useMutation } from 'react-relay/hooks';
import type { addEntriesMutation, addEntriesMutation$data } from '../__generated__/addEntriesMutation.graphql.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Faults, Field } from '../parts/field.tsx';
import { count } from '../parts/texts.ts';
import { AddedEntries } from './added-entries.tsx';
import type { List } from './entries.tsx';
import { type Pasted, pastedAddresses } from './pasted.ts';

export type Results = NonNullable<addEntriesMutation$data['createListEntries']>['results'];

interface Form {
  readonly list: List;
  readonly close: () => void;
  readonly added: () => void;
}

const PROTOCOLS = ['ANY', 'TCP', 'UDP', 'ICMP', 'ICMPV6'] as const;

/** Puts many addresses on a list at once, out of a pasted text, and tells of each what became of it. */
export function AddEntries({ list, close, added }: Form) {
  const [error, setError] = useState<GatewayError | null>(null);
  const [pasted, setPasted] = useState<readonly Pasted[]>([]);
  const [results, setResults] = useState<Results | null>(null);
  const [create, isSending] = useMutation<addEntriesMutation>(graphql`
    mutation addEntriesMutation($input: CreateListEntriesInput!) {
      createListEntries(input: $input) {
        results {
          outcome
          message
        }
      }
    }
  `);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const addresses = pastedAddresses(String(form.get('addresses')));
    const port = String(form.get('port')).trim() || null;
    const protocol = PROTOCOLS.find((one) => one === form.get('protocol')) ?? 'ANY';
    const direction = form.get('direction') === 'DESTINATION' ? 'DESTINATION' : 'SOURCE';
    const entries = addresses.map(
      ({ address, note }) => ({ address, direction, protocol, port, description: note }) as const,
    );
    setPasted(addresses);
    create({
      variables: { input: { ...list, entries } },
      onCompleted: ({ createListEntries }) => {
        setResults(createListEntries?.results ?? []);
        added();
      },
      onError: (thrown) => setError(GatewayError.of(thrown)),
    });
  };
  const title = `Add addresses to the ${list.listType.toLowerCase()}`;
  if (results !== null) {
    return (
      <Dialog title={title} close={close}>
        <AddedEntries pasted={pasted} results={results} />
      </Dialog>
    );
  }
  return (
    <Dialog title={title} close={close}>
      <form className="fields" onSubmit={send}>
        <Faults error={error} />
        <div className="field wide">
          <label htmlFor="addresses">Addresses, networks or domain names, one a line; a note after #</label>
          <textarea id="addresses" name="addresses" rows={8} required aria-describedby="addresses-faults" />
          <ul id="addresses-faults" className="fault">
            {error?.faults.flatMap(({ message, extensions }) => {
              const at = extensions?.input?.find((part) => typeof part === 'number');
              const address = at === undefined ? undefined : pasted[at]?.address;
              return address === undefined ? [] : <li key={`${address} ${message}`}>{`${address}: ${message}`}</li>;
            })}
          </ul>
        </div>
        <label>
          Traffic
          <select name="direction">
            <option value="SOURCE">from them</option>
            <option value="DESTINATION">to them</option>
          </select>
        </label>
        <label>
          Protocol
          <select name="protocol">
            {PROTOCOLS.map((protocol) => (
              <option key={protocol}>{protocol}</option>
            ))}
          </select>
        </label>
        <Field error={null} name="port" label="Port (all without one)" />
        <p className="row">
          <button type="submit" className="main" disabled={isSending}>
            {isSending ? `Adding ${count(pasted.length, 'address', 'addresses')} …` : 'Add'}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

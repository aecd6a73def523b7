import { memo } from 'react';
import { graphql, useFragment } from 'react-relay/hooks';
import type { entryRow_entry$key } from '../__generated__/entryRow_entry.graphql.ts';
import { dateText, sentenceCase } from '../parts/texts.ts';

interface Row {
  readonly entry: entryRow_entry$key;
  readonly at: number;
  readonly isChosen: boolean;
  readonly choose: (listId: string, isChosen: boolean) => void;
}

/** One entry of a blacklist or whitelist. */
export const EntryRow = memo(function EntryRow({ entry, at, isChosen, choose }: Row) {
  const data = useFragment(
    graphql`
      fragment entryRow_entry on ListEntry {
        id
        listId
        address
        direction
        protocol
        port
        description
        createdDate
      }
    `,
    entry,
  );
  const { id, listId, address } = data;
  return (
    <tr aria-rowindex={at + 2} data-id={id}>
      <td>
        <input
          type="checkbox"
          aria-label={`Choose ${address ?? listId}`}
          checked={isChosen}
          onChange={(event) => choose(listId, event.currentTarget.checked)}
        />
      </td>
      <th scope="row">{address ?? '–'}</th>
      <td data-label="Direction">{sentenceCase(data.direction)}</td>
      <td data-label="Protocol">{data.protocol ?? '–'}</td>
      <td data-label="Port">{data.port ?? 'all'}</td>
      <td data-label="Note">{data.description ?? '–'}</td>
      <td data-label="Created">{dateText(data.createdDate)}</td>
    </tr>
  );
}, isSame);

/** `choose` is made anew with every rendering of the table, and does the same. */
function isSame(one: Row, other: Row): boolean {
  return one.entry === other.entry && one.at === other.at && one.isChosen === other.isChosen;
}

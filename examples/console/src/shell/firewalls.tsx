import { useEffect } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { firewallsQuery } from '../__generated__/firewallsQuery.graphql.ts';
import { sentenceCase } from '../parts/texts.ts';
import { hrefOf, type Place } from './place.ts';

export const FIREWALLS = graphql`
  query firewallsQuery {
    firewalls(first: 200) {
      nodes {
        firewallId
        name
        status
      }
    }
  }
`;

/** All firewalls of the project, to choose from. Without a choice the first is chosen. */
export function Firewalls({ place, turn }: { readonly place: Place | null; readonly turn: number }) {
  const { firewalls } = useLazyLoadQuery<firewallsQuery>(FIREWALLS, {}, { fetchKey: turn });
  const rows = firewalls?.nodes ?? [];
  const first = rows[0]?.firewallId;
  useEffect(() => {
    if (place === null && first) location.replace(hrefOf({ view: 'captures', firewallId: first }));
  }, [place, first]);
  if (rows.length === 0) return <p className="faint">This project has no firewall.</p>;
  return (
    <ul>
      {rows.map(({ firewallId, name, status }) => (
        <li key={firewallId}>
          <a
            href={hrefOf({ view: 'captures', firewallId })}
            aria-current={place?.firewallId === firewallId ? 'page' : undefined}
          >
            {name ?? firewallId}
            <small>{sentenceCase(status)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

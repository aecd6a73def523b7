import { lazy, useEffect, useRef } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { appFirewallQuery } from './__generated__/appFirewallQuery.graphql.ts';
import type { appQuery } from './__generated__/appQuery.graphql.ts';
import { Captures } from './captures/captures.tsx';
import { Boundary, type Reading } from './parts/boundary.tsx';
import { Price } from './parts/price.tsx';
import { Sayings } from './parts/sayings.tsx';
import { sentenceCase } from './parts/texts.ts';
import { hrefOf, type Place, usePlace } from './place.ts';

const Entries = lazy(() => import('./entries/entries.tsx'));

export const FIREWALLS = graphql`
  query appQuery {
    firewalls(first: 200) { nodes { firewallId name status } }
  }
`;

export const FIREWALL = graphql`
  query appFirewallQuery($firewallId: ID!) {
    firewall(firewallId: $firewallId) {
      name edition bandwidth eipCount vpcCount
      protectedObjects { objectId name type }
    }
  }
`;

export function App() {
  const place = usePlace();
  return (
    <>
      <header>
        <Boundary what="firewalls">{(reading) => <Firewalls place={place} reading={reading} />}</Boundary>
      </header>
      {place && <View key={hrefOf(place)} place={place} />}
      <footer>
        <Sayings />
        <Price />
      </footer>
    </>
  );
}

/** All firewalls of the project, to choose from. Without a choice the first is chosen. */
function Firewalls({ place, reading }: { readonly place: Place | null; readonly reading: Reading }) {
  const { firewalls } = useLazyLoadQuery<appQuery>(FIREWALLS, {}, reading);
  const rows = firewalls?.nodes ?? [];
  const first = rows[0]?.firewallId;
  useEffect(() => {
    if (place === null && first) location.replace(hrefOf({ firewallId: first }));
  }, [place, first]);
  if (rows.length === 0) return <p>This project has no firewall.</p>;
  return (
    <nav aria-label="Firewalls">
      <ul>
        {rows.map(({ firewallId, name, status }) => (
          <li key={firewallId}>
            <a href={hrefOf({ firewallId })} aria-current={place?.firewallId === firewallId ? 'true' : undefined}>
              {name ?? firewallId} <small>{sentenceCase(status)}</small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function View({ place }: { readonly place: Place }) {
  const { firewallId, objectId, listType } = place;
  const main = useRef<HTMLElement>(null);
  // Whoever reads with a screen reader or by keyboard begins where the new view begins.
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <main ref={main} tabIndex={-1}>
      <Boundary what="the firewall">{(reading) => <Firewall place={place} reading={reading} />}</Boundary>
      <Boundary what="the list">
        {() =>
          objectId && listType ? (
            <Entries {...{ firewallId, objectId, listType }} />
          ) : (
            <Captures firewallId={firewallId} />
          )
        }
      </Boundary>
    </main>
  );
}

const BORDERS: Readonly<Record<string, string>> = { INTERNET: 'Internet border', VPC: 'VPC border' };

/** What the firewall is, and the way to its captures and to the lists of its protected objects. */
function Firewall({ place, reading }: { readonly place: Place; readonly reading: Reading }) {
  const { firewallId } = place;
  const { firewall } = useLazyLoadQuery<appFirewallQuery>(FIREWALL, { firewallId }, reading);
  const name = firewall?.name ?? firewallId;
  const link = (to: Place, text: string) => (
    <a href={hrefOf(to)} aria-current={hrefOf(to) === hrefOf(place) ? 'page' : undefined}>
      {text}
    </a>
  );
  const facts = [
    firewall?.edition && `${sentenceCase(firewall.edition)} edition`,
    firewall?.bandwidth && `${firewall.bandwidth} Mbit/s`,
    firewall?.eipCount && `${firewall.eipCount} public addresses`,
    firewall?.vpcCount && `${firewall.vpcCount} VPCs`,
  ];
  return (
    <header>
      <title>{`${name} · Cloud Firewall`}</title>
      <h1>{name}</h1>
      <p>{firewall ? facts.filter(Boolean).join(' · ') : 'This firewall does not exist.'}</p>
      <nav aria-label={`Parts of ${name}`}>
        <ul>
          <li>{link({ firewallId }, 'Captures')}</li>
          {firewall?.protectedObjects?.map(({ objectId, name: object, type }) => (
            <li key={objectId} title={object ?? objectId}>
              {BORDERS[type ?? ''] ?? object}
              {link({ firewallId, objectId, listType: 'BLACKLIST' }, 'Blacklist')}
              {link({ firewallId, objectId, listType: 'WHITELIST' }, 'Whitelist')}
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

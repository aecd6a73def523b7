import { useEffect } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { firewallHeaderQuery } from '../__generated__/firewallHeaderQuery.graphql.ts';
import { sentenceCase } from '../parts/texts.ts';
import { hrefOf, type Place } from './place.ts';

const BORDERS: Readonly<Record<string, string>> = { INTERNET: 'Internet border', VPC: 'VPC border' };

/** What the firewall is, and the way to its captures and to the lists of its protected objects. */
export function FirewallHeader({ place, turn }: { readonly place: Place; readonly turn: number }) {
  const { firewallId } = place;
  const { firewall } = useLazyLoadQuery<firewallHeaderQuery>(
    graphql`
      query firewallHeaderQuery($firewallId: ID!) {
        firewall(firewallId: $firewallId) {
          name
          status
          edition
          bandwidth
          eipCount
          vpcCount
          protectedObjects {
            objectId
            name
            type
          }
        }
      }
    `,
    { firewallId },
    { fetchKey: turn },
  );
  const name = firewall?.name ?? firewallId;
  useEffect(() => {
    document.title = `${name} · Cloud Firewall`;
  }, [name]);
  const tab = (to: Place, text: string) => (
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
      <h1>{name}</h1>
      <p className="faint">{firewall ? facts.filter(Boolean).join(' · ') : 'This firewall does not exist.'}</p>
      <nav className="tabs" aria-label={`Parts of ${name}`}>
        {tab({ view: 'captures', firewallId }, 'Captures')}
        {firewall?.protectedObjects?.map(({ objectId, name: object, type }) => (
          <span key={objectId} className="tab-group" title={object ?? objectId}>
            <span className="faint">{BORDERS[type ?? ''] ?? object}</span>
            {tab({ view: 'entries', firewallId, objectId, listType: 'BLACKLIST' }, 'Blacklist')}
            {tab({ view: 'entries', firewallId, objectId, listType: 'WHITELIST' }, 'Whitelist')}
          </span>
        ))}
      </nav>
    </header>
  );
}

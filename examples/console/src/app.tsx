import { useEffect } from 'react';
import { graphql } from 'react-relay/hooks';
import type { appFirewallQuery, appFirewallQuery$data } from './__generated__/appFirewallQuery.graphql.ts';
import type { appQuery, appQuery$data } from './__generated__/appQuery.graphql.ts';
import { CAPTURES } from './captures/captures.tsx';
import { ENTRIES } from './entries/entries.tsx';
import { Footer } from './parts/footer.tsx';
import { List } from './parts/list.tsx';
import { Read } from './parts/read.tsx';
import { sentenceCase } from './parts/texts.ts';
import { hrefOf, type Place, place } from './place.ts';

export const FIREWALLS = graphql`
  query appQuery {
    firewalls(first: 200) { nodes { firewallId name status } }
  }
`;

export const FIREWALL = graphql`
  query appFirewallQuery($firewallId: ID!) {
    firewall(firewallId: $firewallId) {
      firewallId name edition bandwidth eipCount vpcCount
      protectedObjects { objectId name type }
    }
  }
`;

export function App() {
  const here = place.use();
  return (
    <>
      <header>
        <Read<appQuery> what="firewalls" query={FIREWALLS} variables={{}}>
          {(answer) => <Firewalls {...answer} here={here} />}
        </Read>
      </header>
      {here.firewallId && (
        // Whoever reads with a screen reader or by keyboard begins where the new view begins.
        <main key={location.hash} ref={(main) => main?.focus({ preventScroll: true })} tabIndex={-1}>
          <Read<appFirewallQuery> what="the firewall" query={FIREWALL} variables={here}>
            {(answer) => <Firewall {...answer} />}
          </Read>
          <List of={here.objectId ? ENTRIES : CAPTURES} place={here} />
        </main>
      )}
      <Footer />
    </>
  );
}

/** All firewalls of the project, to choose from. Without a choice the first is chosen. */
function Firewalls({ firewalls, here }: appQuery$data & { readonly here: Place }) {
  const first = firewalls?.nodes[0]?.firewallId;
  useEffect(() => {
    if (!here.firewallId && first) location.replace(hrefOf(first));
  }, [here, first]);
  if (!first) return <p>This project has no firewall.</p>;
  return (
    <nav aria-label="Firewalls">
      <ul>
        {firewalls.nodes.map(({ firewallId, name, status }) => (
          <li key={firewallId}>
            <a href={hrefOf(firewallId)} aria-current={firewallId === here.firewallId}>
              {name ?? firewallId} <small>{sentenceCase(status)}</small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What a firewall is, and the way to its captures and to the lists of its protected objects. */
function Firewall({ firewall }: appFirewallQuery$data) {
  if (!firewall) return <p>This firewall does not exist.</p>;
  const name = firewall.name ?? firewall.firewallId;
  const link = (text: string, ...to: readonly string[]) => (
    <a href={hrefOf(firewall.firewallId, ...to)} aria-current={hrefOf(firewall.firewallId, ...to) === location.hash}>
      {text}
    </a>
  );
  return (
    <header>
      <title>{`${name} · Cloud Firewall`}</title>
      <h1>{name}</h1>
      <p>
        {sentenceCase(firewall.edition)} edition · {firewall.bandwidth ?? '–'} Mbit/s · {firewall.eipCount ?? '–'}{' '}
        public addresses · {firewall.vpcCount ?? '–'} VPCs
      </p>
      <nav aria-label={`Parts of ${name}`}>
        <ul>
          <li>{link('Captures')}</li>
          {firewall.protectedObjects?.map((object) => (
            <li key={object.objectId} title={object.name ?? object.objectId}>
              {object.type === 'INTERNET' ? 'Internet border' : object.type === 'VPC' ? 'VPC border' : object.name}
              {link('Blacklist', object.objectId, 'BLACKLIST')}
              {link('Whitelist', object.objectId, 'WHITELIST')}
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

import { useEffect, useRef } from 'react';
import { Captures } from '../captures/captures.tsx';
import { Entries } from '../entries/entries.tsx';
import { newBill } from '../gateway/prices.ts';
import { Boundary } from '../parts/boundary.tsx';
import { FirewallHeader } from './firewall-header.tsx';
import { Firewalls } from './firewalls.tsx';
import { hrefOf, type Place, usePlace } from './place.ts';
import { PriceCorner } from './price-corner.tsx';

export function App() {
  const place = usePlace();
  return (
    <>
      <nav aria-label="Firewalls">
        <p className="brand">Cloud Firewall</p>
        <Boundary what="firewalls" asked="">
          {(turn) => <Firewalls place={place} turn={turn} />}
        </Boundary>
      </nav>
      {place === null ? <main /> : <View key={hrefOf(place)} place={place} />}
      <PriceCorner />
    </>
  );
}

function View({ place }: { readonly place: Place }) {
  const main = useRef<HTMLElement>(null);
  // Whoever reads with a screen reader or by keyboard begins where the new view begins.
  useEffect(() => {
    newBill();
    main.current?.focus();
  }, []);
  return (
    <main ref={main} tabIndex={-1}>
      <Boundary what="the firewall" asked={place.firewallId}>
        {(turn) => <FirewallHeader place={place} turn={turn} />}
      </Boundary>
      {place.view === 'captures' ? <Captures firewallId={place.firewallId} /> : <Entries {...place} />}
    </main>
  );
}

import { createRoot } from 'react-dom/client';
import { fetchQuery, RelayEnvironmentProvider } from 'react-relay/hooks';
import type { appQuery } from './__generated__/appQuery.graphql.ts';
import CAPTURES from './__generated__/capturesQuery.graphql.ts';
import { App, FIREWALL, FIREWALLS } from './app.tsx';
import { environment } from './gateway/environment.ts';
import { Boundary } from './parts/read.tsx';
import { place } from './place.ts';
import 'simpledotcss/simple.css';
import './style.css';

/** All that the first picture shows is asked for before there is any: nothing waits but for a firewall to begin at. */
async function readAhead(): Promise<void> {
  const firewalls = fetchQuery<appQuery>(environment, FIREWALLS, {}).toPromise();
  const firewallId = place.get().firewallId || (await firewalls)?.firewalls?.nodes[0]?.firewallId;
  if (!firewallId) return;
  const queries = place.get().objectId ? [FIREWALL] : [FIREWALL, CAPTURES];
  await Promise.all([firewalls, ...queries.map((query) => fetchQuery(environment, query, { firewallId }).toPromise())]);
}

// React holds what comes late back for 300 ms at a time. What comes within 250 ms is in its first picture instead.
await Promise.race([readAhead().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 250))]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <RelayEnvironmentProvider environment={environment}>
    <Boundary what="the console" isOutermost>
      <App />
    </Boundary>
  </RelayEnvironmentProvider>,
);

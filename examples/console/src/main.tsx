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

/** React holds what comes late back for 300 ms at a time. What comes within this is in its first picture instead. */
const PATIENCE_MS = 250;

/** All that the first picture shows is asked for before there is any: nothing waits for another but for a firewall to begin with. */
async function readAhead(): Promise<void> {
  const { firewallId, objectId } = place.get();
  const firewalls = fetchQuery<appQuery>(environment, FIREWALLS, {}).toPromise();
  const variables = { firewallId: firewallId || (await firewalls)?.firewalls?.nodes[0]?.firewallId };
  const queries = [FIREWALL, ...(objectId ? [] : [CAPTURES])];
  await Promise.all([firewalls, ...queries.map((query) => fetchQuery(environment, query, variables).toPromise())]);
}

await Promise.race([readAhead().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <RelayEnvironmentProvider environment={environment}>
    <Boundary what="the console" isOutermost>
      <App />
    </Boundary>
  </RelayEnvironmentProvider>,
);

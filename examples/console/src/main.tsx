import { createRoot } from 'react-dom/client';
import { fetchQuery, RelayEnvironmentProvider } from 'react-relay/hooks';
import type { appFirewallQuery } from './__generated__/appFirewallQuery.graphql.ts';
import type { appQuery } from './__generated__/appQuery.graphql.ts';
import type { capturesQuery } from './__generated__/capturesQuery.graphql.ts';
import { App, FIREWALL, FIREWALLS } from './app.tsx';
import { CAPTURES } from './captures/captures.tsx';
import { environment } from './gateway/environment.ts';
import { Boundary } from './parts/boundary.tsx';
import { placeOf } from './place.ts';
import 'simpledotcss/simple.css';
import './style.css';

/** React holds what comes late back for 300 ms at a time. What comes within this is in its first picture instead. */
const PATIENCE_MS = 250;

const firewalls = fetchQuery<appQuery>(environment, FIREWALLS, {}).toPromise();

/** All that the first picture shows is asked for before there is any: nothing waits for another but for a firewall to begin with. */
async function readAhead(): Promise<void> {
  const firewallId = placeOf(location.hash)?.firewallId ?? (await firewalls)?.firewalls?.nodes[0]?.firewallId;
  if (!firewallId) return;
  await Promise.all([
    firewalls,
    fetchQuery<appFirewallQuery>(environment, FIREWALL, { firewallId }).toPromise(),
    placeOf(location.hash)?.objectId || fetchQuery<capturesQuery>(environment, CAPTURES, { firewallId }).toPromise(),
  ]);
}

const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
await Promise.race([readAhead().catch(() => undefined), patience]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <RelayEnvironmentProvider environment={environment}>
    <Boundary what="the console" isOutermost>
      {() => <App />}
    </Boundary>
  </RelayEnvironmentProvider>,
);

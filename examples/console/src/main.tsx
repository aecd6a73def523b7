import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchQuery, RelayEnvironmentProvider } from 'react-relay/hooks';
import type { firewallsQuery } from './__generated__/firewallsQuery.graphql.ts';
import { environment } from './gateway/environment.ts';
import { App } from './shell/app.tsx';
import { FIREWALLS } from './shell/firewalls.tsx';
import './style.css';

// React holds what comes late back for 300 ms, so that a page does not flicker. The firewalls lead to all else: where they
// come at once the first picture has them, and nothing waits for it.
const PATIENCE_MS = 250;
const firewalls = fetchQuery<firewallsQuery>(environment, FIREWALLS, {}).toPromise();
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
await Promise.race([firewalls.catch(() => undefined), patience]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <RelayEnvironmentProvider environment={environment}>
      <App />
    </RelayEnvironmentProvider>
  </StrictMode>,
);

// Takes the pictures of docs/images anew: npm run screenshots --prefix examples/console
import { fileURLToPath } from 'node:url';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { openDesk } from './desk.ts';

const desk = await openDesk();
const path = (name: string) => fileURLToPath(new URL(`../../../docs/images/${name}.png`, import.meta.url));

const { page: captures } = await desk.open(`#/${FIREWALLS.documented}`, { colorScheme: 'light' });
await captures.getByText('100 of 140 captures').waitFor();
await captures.getByText('connecting …').waitFor({ state: 'hidden' });
await captures.getByRole('button', { name: 'Stop capture-2', exact: true }).click();
await captures.getByText('Done: stop capture-2.').waitFor();
await captures.mouse.move(0, 0);
await captures.screenshot({ path: path('console') });

const blacklist = `#/${FIREWALLS.documented}/${OBJECTS.documented}/BLACKLIST`;
const { page: entries } = await desk.open(blacklist, { colorScheme: 'dark' });
await entries.getByLabel('Who blocks this address?').fill('45.0.9.17');
await entries.keyboard.press('Enter');
await entries.getByText('1 of 1 entries').waitFor();
await entries.getByText(/entries used/).waitFor();
await entries.screenshot({ path: path('console-dark'), clip: { x: 0, y: 0, width: 1280, height: 800 } });

await desk.bed.control('PUT', 'faults', { faults: [{ match: { operation: 'ListCaptureTask' }, status: 429 }] });
const { page: small } = await desk.open(`#/${FIREWALLS.documented}`, {
  colorScheme: 'light',
  viewport: { width: 360, height: 900 },
});
await small.getByRole('alert').scrollIntoViewIfNeeded();
await small.screenshot({ path: path('console-small') });
await desk.close();

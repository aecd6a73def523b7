import { expect } from '@jest/globals';
import { OBJECTS } from '../../src/simulator/known.ts';
import { type LogLine, startWatchedGateway } from '../telemetry/watched-gateway.ts';
import { launchChromium } from './chromium.ts';
import { openGraphiQL } from './graphiql-page.ts';
import { chromiumTest } from './suite.ts';

const ADDRESS = '203.0.113.7';

interface Results {
  readonly results: readonly [{ readonly outcome: string; readonly entry?: { readonly listId: string } }];
}

chromiumTest(
  'a person blocks an address in GraphiQL, sees the entry in the list, lifts the block, and finds it in the log',
  async (path) => {
    const gateway = await startWatchedGateway();
    const browser = await launchChromium(path);
    const { page, run, choose, fill } = await openGraphiQL(browser, `${gateway.base}/graphql`, {
      extraHTTPHeaders: { 'x-auth-token': 'token-of-the-person' },
    });
    const answerOf = async () => (await (await run()).json()).data;
    try {
      await choose('BlockAnAddress');
      const { createListEntries } = (await answerOf()) as { createListEntries: Results };
      const [{ outcome, entry }] = createListEntries.results;
      expect(outcome).toBe('CREATED');
      const { listId } = entry!;
      await page.getByText(listId).first().waitFor();

      const blocking = async () => {
        await choose('WhoBlocksThisAddress');
        await fill({ address: ADDRESS, object: OBJECTS.emptyInternet });
        const { listEntries } = (await answerOf()) as { listEntries: { nodes: readonly { listId: string }[] } };
        return listEntries.nodes.map((node) => node.listId);
      };
      expect(await blocking()).toEqual([listId]);

      await choose('LiftABlock');
      await fill({ listId });
      const { deleteListEntries } = (await answerOf()) as { deleteListEntries: Results };
      expect(deleteListEntries.results[0].outcome).toBe('DELETED');

      // What was asked, and what it did: three requests, of which two are writes to this entry.
      // The panel's plans are requests that call nobody.
      const isOwn = ({ msg, operation, upstreamCalls }: LogLine) =>
        operation !== 'IntrospectionQuery' && (msg !== 'request' || upstreamCalls !== 0);
      await gateway.log.waitFor(3, (line) => line.msg === 'request' && isOwn(line));
      const lines = gateway.log.lines.filter(isOwn);
      expect(lines.filter(({ msg }) => msg === 'request').map(({ operation }) => operation)).toEqual([
        ...['BlockAnAddress', 'WhoBlocksThisAddress', 'LiftABlock'],
      ]);
      expect(lines.filter(({ msg }) => msg === 'write')).toMatchObject([
        { operation: 'createListEntries', objectId: OBJECTS.emptyInternet, ids: [listId], outcome: 'CREATED' },
        { operation: 'deleteListEntries', objectId: OBJECTS.emptyInternet, ids: [listId], outcome: 'DELETED' },
      ]);
      expect(await blocking()).toEqual([]);
    } finally {
      await browser.close();
      await gateway.close();
    }
  },
);

import { expect, test } from '@jest/globals';
import { inBrowser } from './suite.ts';

inBrowser('A live list in GraphiQL', {}, (desk) => {
  test('runs with one click; a mutation in another tab is seen within a second, and the panel shows the poll', async () => {
    const [follows, writes] = [await desk.open(), await desk.open()];
    await follows.choose('FollowABlacklist');
    await follows.page.getByRole('button', { name: /^Execute query/ }).click();
    const shown = follows.page.locator('.graphiql-response');
    await shown.getByText('"reset"').waitFor();
    const facts = follows.page.getByRole('region', { name: 'Upstream' }).getByRole('status');
    await facts.getByText(/^polled listEntries · 1 call · for 1 follower · /).waitFor();

    await writes.choose('BlockAnAddress');
    const answer = await (await writes.run()).json();
    const since = performance.now();
    expect(answer.data.createListEntries.results).toMatchObject([{ outcome: 'CREATED' }]);
    await shown.getByText('203.0.113.7').waitFor();
    expect(performance.now() - since).toBeLessThan(1_000);
    const { listId } = answer.data.createListEntries.results[0].entry;
    await shown.getByText(listId).waitFor();
    expect([...follows.complaints, ...writes.complaints]).toEqual([]);
  }, 120_000);
});

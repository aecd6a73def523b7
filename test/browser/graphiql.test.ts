import { expect, test } from '@jest/globals';
import { inBrowser, TOKEN } from './suite.ts';

interface Answer {
  readonly data: {
    readonly captureTasks: {
      readonly pageInfo: { readonly endCursor: string };
      readonly edges: { readonly node: { readonly name: string } }[];
      readonly nodes: { readonly createdDate: string }[];
    };
    readonly listEntries: unknown;
    readonly createListEntries: unknown;
    readonly deleteListEntries: unknown;
    readonly createCaptureTask: unknown;
  };
  readonly errors?: { readonly extensions: { readonly code: string } }[];
}

/** Run in the page: which rule of the page's security policy an action breaks. */
const refusedByPolicy = (action: string) => `new Promise((resolve) => {
  document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
  ${action};
})`;

inBrowser('GraphiQL in a browser', {}, (desk) => {
  test('shows the schema and runs every example with one click, with no other host and no complaint', async () => {
    const { page, run, choose, requested, complaints } = await desk.open();
    // The one that follows a list has no end; it has a test of its own.
    const tabs = (await page.getByRole('tab').allInnerTexts()).filter((tab) => tab !== 'FollowABlacklist');
    const codes: Record<string, unknown> = {};
    const answers: Record<string, Answer['data']> = {};
    const asked: Record<string, unknown> = {};
    for (const tab of tabs) {
      if (tab !== tabs[0]) await choose(tab);
      const response = await run();
      const { data, errors } = (await response.json()) as Answer;
      codes[tab] = errors?.map(({ extensions }) => extensions.code) ?? 'well';
      answers[tab] = data;
      asked[tab] = response.request().postDataJSON().variables;
    }
    expect(codes).toEqual({
      ...{ Firewalls: 'well', CaptureTasks: 'well', NextPage: 'well', BothLists: 'well', OneTask: 'well' },
      ...{ BlockAnAddress: 'well', LiftABlock: 'well', StartACapture: 'well' },
      ...{ WhoBlocksThisAddress: 'well', NewestCaptures: 'well', FewestCalls: 'well', AnError: ['BAD_USER_INPUT'] },
    });
    // The example of the next page goes on where the first page ends.
    expect(asked.NextPage).toEqual({ after: answers.CaptureTasks?.captureTasks.pageInfo.endCursor });
    expect(answers.NextPage?.captureTasks.edges[0]?.node.name).toBe('capture-10');

    expect(answers.WhoBlocksThisAddress?.listEntries).toMatchObject({
      totalCount: 1,
      nodes: [{ address: '45.0.9.0/24' }],
    });
    const dates = answers.NewestCaptures?.captureTasks.nodes.map(({ createdDate }) => createdDate) ?? [];
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates).toHaveLength(10);

    expect(answers.BlockAnAddress?.createListEntries).toMatchObject({ results: [{ outcome: 'CREATED' }] });
    expect(answers.LiftABlock?.deleteListEntries).toMatchObject({ results: [{ outcome: 'ABSENT' }] });
    expect(answers.StartACapture?.createCaptureTask).toMatchObject({
      outcome: 'DONE',
      captureTask: { name: 'slow-logins', status: 'RUNNING' },
    });

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByText('The packet capture tasks of a firewall, in the order CFW gives them.').waitFor();

    expect(complaints).toEqual([]);
    const addresses = requested.filter((address) => !address.startsWith('blob:'));
    expect(new Set(addresses.map((address) => new URL(address).origin))).toEqual(
      new Set([new URL(desk.bed.gateway.url).origin]),
    );
  }, 120_000);

  test('the header editor hints at the token; a token goes to CFW and is kept nowhere', async () => {
    const { page, run } = await desk.open({ extraHTTPHeaders: {} });
    const editor = page.locator('.graphiql-editor-tool .monaco-editor:visible');
    await editor.getByText('X-Auth-Token').waitFor();
    expect(await (await run()).text()).toContain('"UNAUTHENTICATED"');

    await page.evaluate('localStorage.clear()');
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(`{ "X-Auth-Token": "${TOKEN}" `);
    expect(await (await run()).json()).not.toHaveProperty('errors');
    expect((await desk.bed.calls())[0]?.headers['x-auth-token']).toBe(TOKEN);

    // GraphiQL stores its tabs a moment after a change.
    // It is asked for from outside: the page's policy lets nothing in it evaluate a text again and again.
    while ((await page.evaluate(`localStorage.getItem('graphiql:tabState')`)) === null) await page.waitForTimeout(50);
    // Nor could it be taken elsewhere by a script that found its way into the page.
    expect(await page.evaluate(refusedByPolicy(`fetch('${desk.bed.simulator.url}').catch(() => {})`))).toBe(
      'connect-src',
    );
    expect(
      await page.evaluate(
        refusedByPolicy(`document.body.append(
      Object.assign(document.createElement('script'), { textContent: 'window.foreign = true' }))`),
      ),
    ).toBe('script-src-elem');

    const kept = async () => JSON.stringify([await page.context().storageState({ indexedDB: true }), page.url()]);
    expect(await kept()).not.toContain(TOKEN);
    await page.reload();
    await page.getByText('X-Auth-Token').waitFor();
    expect(await page.content()).not.toContain(TOKEN);
    expect(await kept()).not.toContain(TOKEN);
  }, 120_000);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { inProcessRouter } from './in-process-router.ts';
import { CFW, composeWithApollo, composeWithHive, TICKETS } from './larger-graph.ts';
import { CROSS_QUERIES } from './queries.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

/** What was sent to this gateway, in order. */
let sent: string[] = [];

describe.each([
  ['Hive', composeWithHive],
  ['Apollo', composeWithApollo],
] as const)('the supergraph of %s', (_name, compose) => {
  const router = inProcessRouter(compose(CFW, TICKETS).supergraph, (query, variables) => {
    sent.push(query);
    return bed.ask(query, variables);
  });
  const ask = (query: string) => {
    sent = [];
    return router(query);
  };

  test.each(CROSS_QUERIES.map(({ name, query, data }) => [name, query, data] as const))(
    '%s',
    async (_query, query, data) => {
      expect(await ask(query)).toEqual({ data });
    },
  );

  test('has no node and no nodes', async () => {
    const { data } = await ask('{ __type(name: "Query") { fields { name } } }');
    expect(JSON.stringify(data)).not.toMatch(/"nodes?"/);
  });

  test('pages through a list with cursors of the gateway', async () => {
    const seen: string[] = [];
    let after = 'null';
    do {
      const { data, errors } = await ask(`{ firewall(firewallId: "ebf891cd-2163-48a0-9963-6309f99dd3c4") {
        captureTasks(first: 50, after: ${after}) { nodes { taskId ticket { id } } pageInfo { hasNextPage endCursor } }
      } }`);
      expect(errors).toBeUndefined();
      const { nodes, pageInfo } = (data as unknown as { firewall: { captureTasks: Tasks } }).firewall.captureTasks;
      seen.push(...nodes.map(({ taskId }) => taskId));
      after = pageInfo.hasNextPage ? JSON.stringify(pageInfo.endCursor) : '';
    } while (after !== '');
    expect(seen).toHaveLength(140);
    expect(new Set(seen).size).toBe(140);
  });

  test('hands on an error of the gateway at its path, with its code', async () => {
    const { data, errors } = await ask(
      '{ captureTasks(firewallId: "../..") { totalCount } tickets { edges { cursor } } }',
    );
    expect(data).toMatchObject({ captureTasks: null, tickets: { edges: [{}, {}, {}] } });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['captureTasks'],
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
  });

  test('asks the gateway for all references of a list at once', async () => {
    await ask('{ tickets { edges { node { firewall { name } } } } }');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('_entities');
    expect((await bed.calls()).map(({ operation }) => operation)).toEqual(['ListFirewallList']);
  });
});

interface Tasks {
  readonly nodes: { readonly taskId: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

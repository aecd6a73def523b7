import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Component, createElement, type PropsWithChildren, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';
import { FIREWALLS } from '../../src/simulator/known.ts';
import type { CaptureTasksQuery } from '../generated/throwing-operations.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { closePage, place } from './dom.ts';
import { relayEnvironment, useCaptureTasks } from './relay-capture-tasks.ts';

// What is semantically non-null is read without a question mark below: `npm run types` fails where it is not.

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => bed.control('DELETE', 'faults'));
afterAll(async () => {
  await closePage();
  await bed.close();
});

/** CFW sends a row without its id between others. */
function spoil(): Promise<never> {
  const records = [{ task_id: 'a' }, { name: 'nameless' }, { task_id: 'b' }];
  const rawBody = JSON.stringify({ data: { limit: 50, offset: 0, total: 3, records } });
  return bed.control('PUT', 'faults', { faults: [{ match: { operation: 'ListCaptureTask' }, rawBody }] });
}

describe('Relay, with @throwOnFieldError', () => {
  test('a page that came has rows, none of them null', async () => {
    expect(await shown()).toMatch(/^3 of 2500: [0-9a-f-]{36} [0-9a-f-]{36} [0-9a-f-]{36}$/);
  });

  test('a row that failed is an exception, and no null', async () => {
    await spoil();
    expect(await shown()).toMatch(/^thrown: .*Unexpected response payload/s);
  });
});

describe('GraphQL Code Generator, for clients that throw', () => {
  test('a page that came has rows, none of them null', async () => {
    const { captureTasks } = await askOrThrow();
    const ids: string[] = captureTasks.edges.map(({ node }) => node.taskId);
    expect(ids).toHaveLength(3);
  });

  test('a row that failed is an exception, and no null', async () => {
    await spoil();
    await expect(askOrThrow()).rejects.toThrow('id');
  });
});

/** Shows the first page of the list, and says what is to be seen. */
async function shown(): Promise<string> {
  const environment = relayEnvironment(bed.gateway.url, 'token-of-a-tenant');
  const root = createRoot(place());
  const text = await new Promise<string>((resolve) => {
    function List() {
      const { data } = useCaptureTasks(FIREWALLS.busy, { first: 3 });
      const { edges, totalCount } = data!.captureTasks;
      resolve(`${edges.length} of ${totalCount}: ${edges.map(({ node }) => node.taskId).join(' ')}`);
      return null;
    }
    class Boundary extends Component<PropsWithChildren> {
      override state = { failed: false };
      static getDerivedStateFromError = () => ({ failed: true });
      override componentDidCatch(error: Error) {
        resolve(`thrown: ${error.message}`);
      }
      override render() {
        return this.state.failed ? null : this.props.children;
      }
    }
    const list = createElement(Suspense, null, createElement(List));
    root.render(
      // biome-ignore lint/correctness/noChildrenProp: the provider's type wants them among the props
      createElement(RelayEnvironmentProvider, { environment, children: createElement(Boundary, null, list) }),
    );
  });
  root.unmount();
  return text;
}

/** What a client does that turns errors into exceptions. */
async function askOrThrow(): Promise<CaptureTasksQuery> {
  const fields = 'totalCount edges { cursor node { id taskId name status } } pageInfo { endCursor hasNextPage }';
  const answer = await bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.busy}", first: 3) { ${fields} } }`);
  if (answer.errors !== undefined) throw new AggregateError(answer.errors, answer.errors[0]?.message);
  return answer.data as unknown as CaptureTasksQuery;
}

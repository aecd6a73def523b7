import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { GONE } from './tickets.ts';

/** A query across both subgraphs, and the data that any router has to answer with. */
export interface CrossQuery {
  readonly name: string;
  readonly query: string;
  readonly data: unknown;
}

export const CROSS_QUERIES: readonly CrossQuery[] = [
  {
    name: 'from the gateway to the other subgraph',
    query: `{
      firewalls(first: 2) {
        totalCount
        pageInfo { hasNextPage }
        nodes { name owner costCentre tickets { edges { node { id title } } pageInfo { endCursor } } }
      }
    }`,
    data: {
      firewalls: {
        totalCount: 6,
        pageInfo: { hasNextPage: true },
        nodes: [
          {
            name: 'edge-production',
            owner: 'network team',
            costCentre: 'CC-0',
            tickets: {
              edges: [{ node: { id: 'T-1', title: 'Look into the first capture' } }],
              pageInfo: { endCursor: 'T-1' },
            },
          },
          {
            name: 'edge-busy',
            owner: null,
            costCentre: 'CC-7',
            tickets: { edges: [{ node: { id: 'T-2', title: 'Too much traffic' } }], pageInfo: { endCursor: 'T-2' } },
          },
        ],
      },
    },
  },
  {
    name: 'from the other subgraph to the gateway, by all four keys',
    query: `{
      tickets {
        edges { node {
          id
          firewall { firewallId name status }
          task { name status captureSize }
          entry { address reason }
          object { type label listEntries(listType: WHITELIST, first: 1) { totalCount } }
        } }
      }
    }`,
    data: {
      tickets: {
        edges: [
          {
            node: {
              id: 'T-1',
              firewall: { firewallId: FIREWALLS.documented, name: 'edge-production', status: 'RUNNING' },
              task: { name: 'zhuabaotest', status: 'RUNNING', captureSize: null },
              entry: { address: '1.1.1.1', reason: 'on the list as 1310d401' },
              object: { type: 'INTERNET', label: 'object cfebd347', listEntries: { totalCount: 2000 } },
            },
          },
          {
            node: {
              id: 'T-2',
              firewall: { firewallId: FIREWALLS.busy, name: 'edge-busy', status: 'RUNNING' },
              task: null,
              entry: null,
              object: { type: 'VPC', label: 'object e8b24c90', listEntries: { totalCount: 1 } },
            },
          },
          {
            // What CFW does not know is null, for that reference alone.
            node: {
              id: 'T-3',
              firewall: { firewallId: GONE, name: null, status: null },
              task: { name: null, status: null, captureSize: null },
              entry: null,
              object: { type: null, label: 'object 00000000', listEntries: null },
            },
          },
        ],
      },
    },
  },
  {
    name: 'there and back again',
    query: `{
      captureTask(firewallId: "${FIREWALLS.documented}", taskId: "24e6bb6d-d335-48fd-b9c7-bbaaa851d209") {
        name
        ticket { title firewall { name protectedObjects(type: INTERNET) { objectId label } } }
      }
    }`,
    data: {
      captureTask: {
        name: 'zhuabaotest',
        ticket: {
          title: 'Look into the first capture',
          firewall: {
            name: 'edge-production',
            protectedObjects: [{ objectId: OBJECTS.documented, label: 'object cfebd347' }],
          },
        },
      },
    },
  },
];

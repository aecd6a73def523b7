import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { ENTERPRISE_PROJECT, FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';

/**
 * A subgraph of somebody else: tickets about firewalls, tasks and entries. It is a Relay graph of its own, with its own
 * `Node`, `node`, `nodes` and `PageInfo`, and adds fields to four types of this gateway.
 */
export const TICKETS_SDL = readFileSync(new URL('./fixtures/tickets.graphql', import.meta.url), 'utf8');

type Reference = Readonly<Record<string, string>>;

interface Ticket {
  readonly id: string;
  readonly title: string;
  readonly openedAt: string;
  readonly firewall: Reference;
  readonly task?: Reference;
  readonly entry?: Reference;
  readonly object?: Reference;
}

/** A firewall that CFW does not know (any more). */
export const GONE = '00000000-0000-4000-8000-000000000000';

const TICKETS: readonly Ticket[] = [
  {
    id: 'T-1',
    title: 'Look into the first capture',
    openedAt: '2024-06-04T12:00:00.000Z',
    firewall: { firewallId: FIREWALLS.documented },
    task: { firewallId: FIREWALLS.documented, taskId: '24e6bb6d-d335-48fd-b9c7-bbaaa851d209' },
    entry: { objectId: OBJECTS.documented, listType: 'WHITELIST', listId: '1310d401-daf5-44f2-8276-f79e1643984d' },
    object: { objectId: OBJECTS.documented },
  },
  {
    id: 'T-2',
    title: 'Too much traffic',
    openedAt: '2024-06-05T12:00:00.000Z',
    firewall: { firewallId: FIREWALLS.busy },
    object: { objectId: OBJECTS.busyVpc },
  },
  {
    id: 'T-3',
    title: 'Left behind',
    openedAt: '2024-06-06T12:00:00.000Z',
    firewall: { firewallId: GONE },
    task: { firewallId: GONE, taskId: GONE },
    object: { objectId: GONE },
  },
];

const connection = (tickets: readonly Ticket[]) => ({
  edges: tickets.map((node) => ({ cursor: node.id, node })),
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: tickets[0]?.id, endCursor: tickets.at(-1)?.id },
});

const itself = { __resolveReference: (reference: Reference) => reference };

/** The subgraph itself, ready to be executed. */
export function ticketsSchema(): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(TICKETS_SDL),
    resolvers: {
      Query: { tickets: () => connection(TICKETS) },
      Ticket: { __resolveReference: ({ id }: Reference) => TICKETS.find((ticket) => ticket.id === id) },
      Firewall: {
        ...itself,
        owner: ({ firewallId }: Reference) => (firewallId === FIREWALLS.documented ? 'network team' : null),
        costCentre: ({ enterpriseProjectId }: Reference) =>
          enterpriseProjectId === ENTERPRISE_PROJECT ? 'CC-7' : 'CC-0',
        tickets: ({ firewallId }: Reference) =>
          connection(TICKETS.filter(({ firewall }) => firewall.firewallId === firewallId)),
      },
      CaptureTask: {
        ...itself,
        ticket: ({ taskId }: Reference) => TICKETS.find(({ task }) => task?.taskId === taskId),
      },
      ListEntry: { ...itself, reason: ({ listId }: Reference) => `on the list as ${listId?.slice(0, 8)}` },
      ProtectedObject: { ...itself, label: ({ objectId }: Reference) => `object ${objectId?.slice(0, 8)}` },
    },
  });
  // Composers are given the text as it was written: Apollo's print of it repeats directives, which Mesh refuses.
  const service = schema.getQueryType()?.getFields()._service;
  if (service !== undefined) service.resolve = () => ({ sdl: TICKETS_SDL });
  return schema;
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GraphQLNamedType, parse, validate } from 'graphql';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import type { GatewayContext } from '../../src/context.ts';
import { Operation } from '../../src/execution/operation.ts';
import { type GatewayState, openMemory } from '../../src/gateway-state.ts';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { RequestContext } from '../../src/operations/request-context.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { NOBODY_FOLLOWS } from '../support/nobody-follows.ts';
import { generateOperation } from './operations.ts';
import { Random } from './random.ts';

const PROJECT = '09bb24e6fe80d23d2fa2c010b53b418c';
const schema = subgraphSchema();
let simulator: Simulator;
let client: CfwClient;
let state: Omit<GatewayState, 'memory'>;
/** Values for arguments by name, found in the graph itself. */
const known = new Map<string, unknown[]>();

beforeAll(async () => {
  simulator = await startSimulator();
  client = createCfwClient({ endpoint: simulator.url, timeZone: 'UTC', attemptTimeoutMs: 5000 });
  state = {
    client,
    endpoint: simulator.url,
    maxPageSize: 4096,
    maxUpstreamCalls: 256,
    live: NOBODY_FOLLOWS,
  };
  const document = parse(`{ firewalls { edges { cursor node {
    id firewallId captureTasks(first: 3) { edges { cursor node { id taskId } } }
    protectedObjects { id objectId listEntries(listType: BLACKLIST, first: 3) { edges { cursor node { id listId } } } } } } } }`);
  const { data } = await new Operation(schema, document, undefined).execute(context(), {});
  JSON.stringify(data, (key, value) => {
    if (typeof value === 'string') known.set(key, [...(known.get(key) ?? []), value]);
    return value;
  });
});

afterAll(async () => {
  await client.close();
  await simulator.close();
});

/** Each run has memories of its own: what one has learnt must not make the other cheaper, and so different. */
function context(): GatewayContext {
  return new RequestContext(
    { ...state, memory: openMemory() },
    {
      tenant: () => ({ projectId: PROJECT, credentials: forwardedToken('token-of-a-tenant') }),
      signal: new AbortController().signal,
      deadline: performance.now() + 60_000,
    },
  );
}

/** Ids that exist, for the most part; counts small enough that the answers stay short. */
function argumentValue(argument: string, type: GraphQLNamedType, random: Random): unknown {
  if (type.name === 'Int') return random.below(9) - 1;
  if (type.name === '_Any') {
    const [typename, key] = random.pick([
      ['Firewall', 'firewallId'],
      ['ProtectedObject', 'objectId'],
      ['Nothing', 'id'],
    ] as const);
    return { __typename: typename, [key]: random.pick(known.get(key) ?? ['none']) };
  }
  const name = { ids: 'id', after: 'cursor', before: 'cursor' }[argument] ?? argument;
  const values = known.get(name);
  return values === undefined || random.chance(10) ? undefined : random.pick(values);
}

describe('a compiled operation on the graph', () => {
  test('answers as graphql-js does, errors included', async () => {
    let executed = 0;
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { text, variables } = generateOperation(schema, new Random(seed), { depth: 5, valueOf: argumentValue });
        const document = parse(text);
        if (/__schema|__type\b/.test(text) || validate(schema, document).length > 0) return;
        const operation = new Operation(schema, document, undefined);
        const compiled = await operation.execute(context(), variables);
        const interpreted = await operation.interpret(context(), variables);
        executed++;
        if (compiled.errors) failed++;
        expect({ text, answer: JSON.parse(JSON.stringify(compiled)) }).toEqual({
          text,
          answer: JSON.parse(JSON.stringify(interpreted)),
        });
      }),
      { numRuns: 150 },
    );
    expect(executed).toBeGreaterThan(50);
    expect(failed).toBeGreaterThan(10);
  }, 60_000);
});

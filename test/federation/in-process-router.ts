import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { execute, parse, print } from 'graphql';
import type { Answer } from '../support/gateway.ts';
import { ticketsSchema } from './tickets.ts';

/**
 * A router in this process, with the tickets beside it.
 *
 * @param gateway sends an operation to this gateway over HTTP
 * @returns asks the larger graph
 */
export function inProcessRouter(
  supergraphSdl: string,
  gateway: (query: string, variables: Record<string, unknown>) => Promise<Answer>,
): (query: string) => Promise<Answer> {
  const tickets = ticketsSchema();
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig(subschema) {
      subschema.executor = (async ({ document, variables = {} }) =>
        subschema.name.toUpperCase() === 'CFW'
          ? gateway(print(document), variables)
          : execute({ schema: tickets, document, variableValues: variables })) as typeof subschema.executor;
    },
  });
  // Through JSON, as over the wire: errors become plain objects.
  return async (query) => JSON.parse(JSON.stringify(await execute({ schema, document: parse(query) })));
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphQLParams } from './graphql-params.ts';
import { type DocumentReader, operationOf } from './operation/document.ts';
import { checkVariables } from './operation/variables.ts';
import { refusal } from './refusal.ts';
import type { ServerContext } from './server-context.ts';

/** What a federation router asks of a subgraph, and nobody else. */
const ROUTER_FIELDS = ['_service', '_entities'];

/**
 * Reads the operation of a request, and refuses it before execution when it is too large, not valid, or not for the
 * caller. Parsing and validation of the engine are replaced: the verdict on a text is kept.
 *
 * @param routerSecret what a router must send in `X-Router-Secret`; undefined: nothing
 */
export function operationReading(
  reader: DocumentReader,
  routerSecret: string | undefined,
): Plugin<object, ServerContext> {
  const secret = routerSecret === undefined ? undefined : digestOf(routerSecret);

  function check(
    { query, operationName, variables }: GraphQLParams,
    request: IncomingMessage,
  ): readonly GraphQLError[] {
    const read = reader.read(query);
    if (read.errors.length > 0) return read.errors;
    const operation = operationOf(read, operationName);
    if (operation.type !== 'query') {
      const status = request.method === 'GET' ? 405 : 400;
      throw refusal(status, 'GRAPHQL_VALIDATION_FAILED', 'This graph is read only: send a query.', {
        headers: { allow: 'POST' },
      });
    }
    if (secret !== undefined && ROUTER_FIELDS.some((name) => operation.rootFields.has(name))) {
      const sent = request.headers['x-router-secret'];
      if (typeof sent !== 'string' || !timingSafeEqual(digestOf(sent), secret)) {
        throw refusal(403, 'FORBIDDEN', 'Only the router may ask for this. It sends its secret in X-Router-Secret.');
      }
    }
    const tooMuch = (variables && checkVariables(variables)) ?? operation.checkCost(variables ?? {});
    return tooMuch === null ? [] : [tooMuch];
  }

  return {
    onParams({ params, context, setResult }) {
      const errors = problemsOf(() => check(params as GraphQLParams, context.req));
      if (errors.length > 0) setResult({ errors });
    },
    onParse({ params, setParsedDocument }) {
      const { document } = reader.read(String(params.source));
      if (document !== undefined) setParsedDocument(document);
    },
    onValidate({ setResult }) {
      setResult([]);
    },
  };
}

function problemsOf(check: () => readonly GraphQLError[]): readonly GraphQLError[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** Digests are of one length, which a comparison in constant time needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { refusal } from '../answer/refusal.ts';
import type { Caller } from '../door/server-context.ts';
import { type DocumentReader, operationOf, type ReadOperation } from '../operation/document.ts';
import { checkVariables } from '../operation/variables.ts';
import type { GraphQLParams } from './graphql-params.ts';
import { guardWrite, type WriteRules } from './write-guard.ts';

/** What a federation router asks of a subgraph, and nobody else. */
const ROUTER_FIELDS = ['_service', '_entities'];

/** An operation that is not executed. */
export class RefusedOperation extends Error {
  override readonly name = 'RefusedOperation';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('the operation is refused');
    this.errors = errors;
  }
}

/** Reads what a request asks to execute. @throws RefusedOperation, and a refusal */
export type OperationReader = (
  params: GraphQLParams,
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  caller?: Caller,
) => ReadOperation;

/** What operations have to keep to. */
export interface OperationRules extends WriteRules {
  /** What a router must send in `X-Router-Secret`; undefined: nothing. */
  readonly routerSecret: string | undefined;
}

/**
 * Makes the reader of operations, which refuses one that is too large, not valid, or not for the caller.
 */
export function operationReader(reader: DocumentReader, rules: OperationRules): OperationReader {
  const secret = rules.routerSecret === undefined ? undefined : digestOf(rules.routerSecret);

  return ({ query, operationName, variables }, request, caller) => {
    const read = reader.read(query);
    if (read.errors.length > 0) throw new RefusedOperation(read.errors);
    const operation = operationOf(read, operationName);
    if (operation.type === 'mutation') guardWrite(request, caller, rules);
    if (secret !== undefined && ROUTER_FIELDS.some((name) => operation.rootFields.has(name))) {
      const sent = request.headers['x-router-secret'];
      if (typeof sent !== 'string' || !timingSafeEqual(digestOf(sent), secret)) {
        throw refusal(403, 'FORBIDDEN', 'Only the router may ask for this. It sends its secret in X-Router-Secret.');
      }
    }
    const tooMuch = (variables && checkVariables(variables)) ?? operation.checkCost(variables ?? {});
    if (tooMuch !== null) throw tooMuch;
    return operation;
  };
}

/** Digests are of one length, which a comparison in constant time needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

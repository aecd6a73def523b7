import type { GraphQLError } from 'graphql';
import { refusal } from '../answer/refusal.ts';
import type { Asked } from '../door/server-context.ts';
import { operationOf, type ReadOperation } from '../operation/document.ts';
import { checkVariables } from '../operation/variables.ts';
import type { DocumentFinder } from './asked-document.ts';
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
  asked: Pick<Asked, 'req' | 'caller' | 'requestId'>,
) => ReadOperation;

/** What operations have to keep to. */
export interface OperationRules extends WriteRules {
  /** What a router must send in `X-Router-Secret`; undefined: nothing. */
  readonly routerSecret: string | undefined;
}

/**
 * Makes the reader of operations, which refuses one that is too large, not valid, or not for the caller.
 *
 * @param tellForeign told of an operation that is executed though it is no trusted document, and of its text
 */
export function operationReader(
  find: DocumentFinder,
  rules: OperationRules,
  isRouter: (request: Asked['req']) => boolean,
  tellForeign: (operation: ReadOperation, text: string, requestId: string) => void,
): OperationReader {
  return (params, { req, caller, requestId }) => {
    const { operationName, variables } = params;
    const { read, foreign } = find(params, req);
    if (read.errors.length > 0) throw new RefusedOperation(read.errors);
    const operation = operationOf(read, operationName);
    if (operation.type === 'mutation') guardWrite(req, caller, rules);
    const isRoutersOwn = ROUTER_FIELDS.some((name) => operation.rootFields.has(name));
    if (isRoutersOwn && rules.routerSecret !== undefined && !isRouter(req)) {
      throw refusal(403, 'FORBIDDEN', 'Only the router may ask for this. It sends its secret in X-Router-Secret.');
    }
    const tooMuch = (variables && checkVariables(variables)) ?? operation.checkCost(variables ?? {});
    if (tooMuch !== null) throw tooMuch;
    if (foreign !== null) tellForeign(operation, foreign, requestId);
    return operation;
  };
}

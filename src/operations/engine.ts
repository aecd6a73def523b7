import type { GraphQLSchema } from 'graphql';
import { type Plugin, YogaServer } from 'graphql-yoga';
import type { GatewayContext } from '../context.ts';
import type { Operation } from '../execution/operation.ts';
import type { ReadOperation } from '../http/operation/document.ts';
import type { GraphQLParams } from '../http/request/graphql-params.ts';

/** What one operation is executed with: the context of its resolvers, and how it is executed. */
export interface OperationContext extends GatewayContext {
  /** Set when it is executed. */
  executable: Operation | undefined;
}

/**
 * Yoga is the engine: plugins around execution, and error masking. Its reading and writing of HTTP is left out, since it
 * costs as much as the operation itself and the front door has deadlines and limits for every step of it; the server alone,
 * without its adapter, also loads none of Node's fetch. The context is
 * made elsewhere for the same reason: by Yoga it would cost as much as half of all resolvers.
 *
 * @param told what the caller is told of an error
 */
export function createEngine(schema: GraphQLSchema, told: (error: unknown) => Error) {
  const yoga = new YogaServer<OperationContext, object>({
    schema,
    maskedErrors: { maskError: told },
    plugins: [compiledExecution],
    logging: false,
  });
  const { execute } = yoga.getEnveloped();
  return ({ executable, name }: ReadOperation, variables: GraphQLParams['variables'], context: OperationContext) => {
    context.executable = executable;
    return execute({
      schema,
      document: executable.document,
      operationName: name,
      variableValues: variables,
      contextValue: context,
    });
  };
}

/** Operations are executed by functions that were made of them when they were first read. */
const compiledExecution: Plugin<OperationContext> = {
  onExecute({ args, setExecuteFn }) {
    const { executable } = args.contextValue;
    setExecuteFn(({ contextValue, variableValues }) => executable!.execute(contextValue, variableValues ?? {}));
  },
};

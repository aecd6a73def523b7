import { GraphQLError } from 'graphql';
import { CfwError } from '../../cfw/decoding/errors.ts';
import { PagingError } from '../../paging/paging-error.ts';
import { withoutStack } from '../../runtime/known-error.ts';
import { type InputFault, InputFaults } from '../../writes/input/input-faults.ts';

/** An error the caller can mend: `BAD_USER_INPUT`. */
export function badUserInput(argument: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
}

/**
 * The one place where errors become what the contract promises: a message that says what to do, `extensions.code`, and
 * for errors that CFW caused `extensions.upstream`. Anything unforeseen is masked.
 *
 * @param unforeseen called with what is masked, to log it
 */
export function toGraphQLError(error: unknown, unforeseen: (cause: unknown) => void): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  const cause = located?.originalError ?? error;
  if (cause instanceof CfwError) {
    const upstream = cause.upstream && { upstream: { service: 'CFW', ...cause.upstream } };
    return relocated(located, cause.message, { code: cause.code, ...upstream });
  }
  if (cause instanceof InputFaults) {
    const { faults } = cause;
    return relocated(located, faults[0]!.message, { code: 'BAD_USER_INPUT', input: faults[0]!.path, faults });
  }
  if (cause instanceof PagingError) {
    return relocated(located, cause.message, { code: 'BAD_USER_INPUT', argument: cause.argument });
  }
  // graphql-js wraps its own errors, too, to tell their path: below a field the wrapped one has none.
  if (cause instanceof GraphQLError) return relocated(located, located?.message ?? cause.message, cause.extensions);
  unforeseen(cause);
  return relocated(located, 'The gateway failed on this field. The error has been logged; try again.', {
    code: 'INTERNAL_SERVER_ERROR',
  });
}

/** One error for each thing that is wrong with the input of a write: a resolver can throw only one for them all. */
export function eachFault(error: GraphQLError): readonly GraphQLError[] {
  const { faults, ...extensions } = error.extensions;
  if (faults === undefined) return [error];
  return (faults as readonly InputFault[]).map(({ path: input, message }) =>
    relocated(error, message, { ...extensions, input }),
  );
}

function relocated(
  located: GraphQLError | undefined,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLError {
  const options = {
    ...(located?.nodes && { nodes: located.nodes }),
    ...(located?.source && { source: located.source }),
    ...(located?.positions && { positions: located.positions }),
    ...(located?.path && { path: located.path }),
    extensions,
  };
  return withoutStack(() => new GraphQLError(message, options));
}

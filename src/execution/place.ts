import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  isNonNullType,
  locatedError,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import { withoutStack } from '../runtime/known-error.ts';
import { type Complete, type Execution, isPromise } from './running.ts';

/** A field, or an item of a list: where errors turn into null, if the type lets them, and go on upwards if not. */
export interface Place {
  /** Completes a value, or the promise of one. */
  readonly complete: Complete;
  /** What stands here after an error. Throws where no null may stand. */
  fail(thrown: unknown, path: ResponsePath, execution: Execution): null;
}

/** Makes a place of a type from the function that completes its values. */
export function placeOf(type: GraphQLOutputType, nodes: readonly FieldNode[], complete: Complete): Place {
  const nullable = !isNonNullType(type);
  const fail: Place['fail'] = (thrown, path, { errors }) => {
    const error = located(thrown, nodes, path);
    if (!nullable) throw error;
    errors.add(error, path);
    return null;
  };
  return {
    fail,
    complete(value, path, execution) {
      try {
        const completed = isPromise(value)
          ? value.then((resolved) => complete(resolved, path, execution))
          : complete(value, path, execution);
        if (!isPromise(completed)) return completed;
        return completed.then(undefined, (error: unknown) => fail(error, path, execution));
      } catch (error) {
        return fail(error, path, execution);
      }
    },
  };
}

/**
 * As graphql-js does it. The error takes the stack of what was thrown, so that none is made here: when hundreds of fields
 * fail together that would be a good part of the work.
 */
function located(thrown: unknown, nodes: readonly FieldNode[], path: ResponsePath): GraphQLError {
  const locate = () => locatedError(thrown, nodes, responsePathAsArray(path));
  return thrown instanceof Error ? withoutStack(locate) : locate();
}

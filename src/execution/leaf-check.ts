import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';

/**
 * JavaScript that is true only of values which a type serialises to the very same value, so that nothing need be done
 * with them; null when there is no such test. It is false of null, errors, promises and functions.
 *
 * A scalar type of ours says so itself: with `extensions.unchanged: 'string'` (or another result of `typeof`) its
 * `serialize` must give back every value of that kind.
 *
 * @param value the name of the variable that holds the value
 */
export function leafCheck(type: GraphQLLeafType, value: string): string | null {
  if (isEnumType(type)) {
    const unchanged = type.getValues().filter((one) => one.name === one.value);
    return unchanged.length === 0 ? null : `(${unchanged.map(({ name }) => `${value} === '${name}'`).join(' || ')})`;
  }
  if (type === GraphQLString || type === GraphQLID) return `typeof ${value} === 'string'`;
  if (type === GraphQLInt) return `(${value} | 0) === ${value}`;
  if (type === GraphQLBoolean) return `typeof ${value} === 'boolean'`;
  if (type === GraphQLFloat) return `Number.isFinite(${value})`;
  const { unchanged } = type.extensions;
  return unchanged === 'string' || unchanged === 'number' ? `typeof ${value} === '${unchanged}'` : null;
}

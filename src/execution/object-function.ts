import { type GraphQLField, getNullableType, isLeafType, isNonNullType } from 'graphql';
import { leafCheck } from './leaf-check.ts';
import { type CompleteProperty, Pending, type ReadField, type ReadObject, Thrown } from './running.ts';

/** One field of the answer's objects: a constant, or what is read of the object's source. */
export type ObjectField =
  | { readonly key: string; readonly constant: string }
  | {
      readonly key: string;
      readonly definition: GraphQLField<unknown, unknown>;
      /** Calls the field's resolver; or, of a field that has none, completes what the property holds. */
      readonly read: ReadField | CompleteProperty;
    };

/**
 * Writes the function that makes an object of the answer: a line for each field and one object literal, which V8 turns
 * into straight machine code. A property that is there and of the right type is taken as it stands; everything else,
 * errors and promises among it, goes through the field's `read`.
 *
 * The caller's own words get into the text in one place: the names of the answer's fields, as JSON strings.
 */
export function compileObject(fields: readonly ObjectField[]): ReadObject {
  const parts: unknown[] = [];
  const values: string[] = [];
  const lines: string[] = [];
  for (const [index, field] of fields.entries()) {
    const key = JSON.stringify(field.key);
    // Written plainly this key would set the prototype.
    const property = field.key === '__proto__' ? `[${key}]` : key;
    if ('constant' in field) {
      values.push(`${property}: ${JSON.stringify(field.constant)}`);
      continue;
    }
    values.push(`${property}: value${index}`);
    lines.push(line(field.definition, key, index));
    parts.push(field.read);
  }
  const names = fields.flatMap((field, index) => ('read' in field ? [`read${index}`] : []));
  const text = `'use strict';
return (source, path, execution) => {
  let pending = null;
  try {
    ${lines.join('\n    ')}
    const object = { ${values.join(', ')} };
    return pending === null ? object : pending.fill(object);
  } catch (error) {
    if (pending !== null) return pending.abandon(error);
    throw error;
  }
};`;
  return new Function('note', 'Thrown', ...names, text)(Pending.note, Thrown, ...parts) as ReadObject;
}

function line({ name, type, resolve }: GraphQLField<unknown, unknown>, key: string, index: number): string {
  const value = `value${index}`;
  const noted = `pending = note(pending, ${key}, ${value});`;
  if (resolve != null) return `const ${value} = read${index}(source, path, execution); ${noted}`;
  const leaf = getNullableType(type);
  const check = isLeafType(leaf) ? leafCheck(leaf, value) : null;
  const asItIs = check === null || isNonNullType(type) ? check : `${value} === null || ${check}`;
  const completed = `${value} = read${index}(${value}, source, path, execution); ${noted}`;
  return `let ${value}; try { ${value} = source?.[${JSON.stringify(name)}]; } catch (error) { ${value} = new Thrown(error); }
    ${asItIs === null ? completed : `if (!(${asItIs})) { ${completed} }`}`;
}

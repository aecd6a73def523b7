import { integerAmong, requiredText, windowOf } from '../refusals/parameters.ts';
import type { Parameter } from './list.ts';

type Keeps = NonNullable<Parameter['keeps']>;

/** A text that must be there. */
export function required(name: string): Parameter {
  return { name, read: (text) => requiredText(text, name) };
}

/** A number that must be there and be one of the documented ones. */
export function requiredAmong(name: string, values: readonly number[]): Parameter {
  return { name, read: (text) => integerAmong(text, name, values) };
}

/** A filter by a text; an empty one counts as none. */
export function filter(name: string, keeps: Keeps): Parameter {
  return { name, read: (text) => text || undefined, keeps };
}

/** A filter by one of the documented numbers; an empty text counts as none. */
export function filterAmong(name: string, values: readonly number[], keeps: Keeps): Parameter {
  return { name, read: (text) => (text ? integerAmong(text, name, values) : undefined), keeps };
}

/** `limit` and `offset`, which every list has. */
export const WINDOW: readonly Parameter[] = [
  { name: 'limit', read: (text) => windowOf(text, 0).limit },
  { name: 'offset', read: (text) => windowOf(1, text).offset },
];

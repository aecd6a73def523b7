/** Whether a value of a row came in a type that no document knows: the reader has put an error in its place. */
export function isFault(value: unknown): boolean {
  return value instanceof Error;
}

/** A value of a row; null where CFW does not tell it, or tells it in a wrong type. */
export function told<Value>(value: Value | null): Value | null {
  return isFault(value) ? null : value;
}

/** Whether a value of a row is as it should be; one that CFW does not tell contradicts nothing. */
export function agrees<Value>(value: Value | null, test: (value: Value) => boolean): boolean {
  const known = told(value);
  return known === null || test(known);
}

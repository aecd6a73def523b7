const WRITTEN = /^-?[0-9]{1,16}$/;

/**
 * A whole number that JSON holds exactly, or the text of one: editions of CFW differ in which of them they send
 * (cfw-more 13 and 15.2). Null when it is neither.
 */
export function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' && WRITTEN.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

import { folded } from './case-folding.ts';

/**
 * How much of a text its place in an order depends on, so that it fits into a cursor. CFW's names and addresses have at
 * most 255 characters, which take up to 765 here: texts that begin alike this far are ordered by their ids.
 */
export const MAX_KEY_LENGTH = 1024;

const DIGITS = /[0-9]+/g;
const ABOVE_SURROGATES = /[\ud800-\uffff]/g;

/**
 * A text that `<` orders as people expect of the original: by code point without regard to case, and numbers in it by
 * value, so that `rule 9` stands before `rule 10` and is equal to `Rule 09`.
 */
export function textKey(text: string): string {
  const key = folded(text).replace(DIGITS, numberKey);
  return (isAboveSurrogates(key) ? key.replace(ABOVE_SURROGATES, reordered) : key).slice(0, MAX_KEY_LENGTH);
}

/** A digit, for its place among other characters; then how many digits there are, then these. */
function numberKey(digits: string): string {
  let start = 0;
  while (digits[start] === '0') start++;
  const significant = start === 0 ? digits : digits.slice(start);
  return `0${String.fromCharCode(0x30 + Math.min(significant.length, 0xd000))}${significant}`;
}

/** `<` compares 16 bits at a time, where code points above 65,535 look smaller than those just below it. */
function isAboveSurrogates(text: string): boolean {
  return text.search(ABOVE_SURROGATES) >= 0;
}

function reordered(unit: string): string {
  const code = unit.charCodeAt(0);
  return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
}

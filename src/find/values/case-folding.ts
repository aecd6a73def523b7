const FOLDING = /\p{Changes_When_Casefolded}/gu;
const ASCII = /^\p{ASCII}*$/u;

/**
 * A text without regard to case, each code point by itself, as Unicode folds it: unlike `toLowerCase`, it takes no notice
 * of a sigma's place in its word, and `ß`, `ẞ` and `SS` are one.
 */
export function folded(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.replace(FOLDING, foldedCharacter);
}

function foldedCharacter(character: string): string {
  const lower = character.toLowerCase().toUpperCase().toLowerCase();
  // Cherokee alone folds to its capitals.
  return lower === character ? character.toUpperCase() : lower;
}

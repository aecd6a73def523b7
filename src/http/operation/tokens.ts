import { Lexer, Source, TokenKind } from 'graphql';
import { LIMITS, tooComplex } from './limits.ts';

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Looks through the words of an operation before it is parsed: the parser would take any amount of them, and as much
 * stack as there are brackets.
 *
 * @returns how many there are
 * @throws refusal 400 OPERATION_TOO_COMPLEX, and the lexer's own syntax error
 */
export function checkTokens(text: string): number {
  if (text.length > LIMITS.characters) throw tooComplex('characters', LIMITS.characters, text.length);
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (++tokens > LIMITS.tokens) throw tooComplex('words and signs', LIMITS.tokens);
    if (OPENING.has(token.kind) && ++nesting > LIMITS.nesting)
      throw tooComplex('brackets within brackets', LIMITS.nesting);
    if (CLOSING.has(token.kind)) nesting--;
    if (token.end - token.start > LIMITS.stringCharacters) {
      throw tooComplex('characters in one text', LIMITS.stringCharacters);
    }
  }
  return tokens;
}

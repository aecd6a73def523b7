/** How large a document is. */
export interface DocumentSize {
  /** Words and signs. */
  tokens: number;
  /** With every fragment written out wherever it is used. */
  fields: number;
  /** Of those that are told. */
  errors: number;
}

/** Bytes, by what heaps showed: of a document as such, of a character of its text, and of each of its parts. */
const BYTES = { document: 4_000, character: 2, token: 400, field: 200, error: 4_000 };

/** What a text weighs with all that is made of it when it is read, in bytes. What is compiled has a weight of its own. */
export function weightOf(text: string, { tokens, fields, errors }: DocumentSize): number {
  const parts = BYTES.token * tokens + BYTES.field * fields + BYTES.error * errors;
  return BYTES.document + BYTES.character * text.length + parts;
}

/** An address out of a pasted text, with the note that stood behind it. */
export interface Pasted {
  readonly address: string;
  readonly note: string | null;
}

/**
 * Reads the addresses of a text: one or more a line, divided by spaces, commas or semicolons; what stands behind `#` is a
 * note on those of its line. An address that stands there twice is taken once.
 */
export function pastedAddresses(text: string): Pasted[] {
  const notes = new Map<string, string | null>();
  for (const line of text.split('\n')) {
    const [addresses = '', ...note] = line.split('#');
    for (const address of addresses.split(/[\s,;]+/)) {
      if (address !== '' && !notes.has(address)) notes.set(address, note.join('#').trim() || null);
    }
  }
  return [...notes].map(([address, note]) => ({ address, note }));
}

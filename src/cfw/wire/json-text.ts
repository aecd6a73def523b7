/** A longer text, in characters, is large when it is parsed, which is then not kept. */
const LONGEST_KEPT = 64 * 1024;

/** A text that may be JSON. One of ordinary length is parsed once, however many read it. */
export class JsonText {
  readonly text: string;
  #known: { readonly value: unknown } | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** What it says; undefined where it is no JSON. */
  read(): unknown {
    if (this.#known !== undefined) return this.#known.value;
    const value = parsed(this.text);
    if (this.text.length <= LONGEST_KEPT) this.#known = { value };
    return value;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

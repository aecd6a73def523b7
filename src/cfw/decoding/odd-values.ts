/** Told what no document foresees: the field's name on the wire, what was met there, and in how many rows of a page. */
export interface OddValueListener {
  unknownCode(field: string, code: number, rows: number): void;
  /** `form` is the date with 0 for every digit and `a` for every letter, so that it says how it is written, not what. */
  unreadableDate(field: string, form: string, rows: number): void;
}

const LONGEST_FORM = 32;

/** How a date is written, of at most 32 characters. */
export function formOf(date: string | number): string {
  return String(date)
    .slice(0, LONGEST_FORM)
    .replace(/[0-9]/g, '0')
    .replace(/[^0-9 :/.,+-]/gu, 'a');
}

/** Counts in how many rows of one page which value of a field was met. */
export class Tally<Value extends string | number> {
  readonly #met = new Map<string, { readonly field: string; readonly value: Value; rows: number }>();

  add(field: string, value: Value): void {
    const key = `${field} ${value}`;
    const met = this.#met.get(key);
    if (met === undefined) this.#met.set(key, { field, value, rows: 1 });
    else met.rows += 1;
  }

  tell(listener: (field: string, value: Value, rows: number) => void): void {
    for (const { field, value, rows } of this.#met.values()) listener(field, value, rows);
  }
}

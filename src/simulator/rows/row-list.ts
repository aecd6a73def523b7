/** A row as CFW sends it; fields that are `undefined` are left out. */
export type Row = Readonly<Record<string, unknown>>;

/** A row with its JSON made once, because a row is read far more often than written. */
export interface StoredRow {
  readonly id: unknown;
  readonly value: Row;
  readonly json: string;
}

/** One list of rows in CFW's own order, which is no documented one: here simply the order in which they stand. */
export class RowList {
  readonly #idField: string;
  readonly #generate: (position: number) => Row;
  readonly #size: number;
  #next: number;
  #rows: StoredRow[] | undefined;
  /** Made at the first question after a change: every member of a set asks whether the set is there. */
  #ids: ReadonlySet<unknown> | undefined;

  /** @param size how many rows `generate` fills the list with, at the first look at it */
  constructor(idField: string, size: number, generate: (position: number) => Row) {
    this.#idField = idField;
    this.#size = size;
    this.#next = size;
    this.#generate = generate;
  }

  /** All rows, first to last. */
  rows(): readonly StoredRow[] {
    return this.#all();
  }

  has(id: string): boolean {
    this.#ids ??= new Set(this.#all().map((row) => row.id));
    return this.#ids.has(id);
  }

  get(id: string): StoredRow | undefined {
    return this.#all().find((row) => row.id === id);
  }

  /** An id that no row of the list has. */
  newId(): string {
    return String(this.#generated()[this.#idField]);
  }

  /** Puts fields over those of a row; false when there is none of that id. The new fields may hold another id. */
  change(id: string, fields: Row): boolean {
    const rows = this.#all();
    const index = rows.findIndex((row) => row.id === id);
    const row = rows[index];
    if (row) rows[index] = this.#store({ ...row.value, ...fields });
    this.#ids = undefined;
    return row !== undefined;
  }

  /** Puts given rows in at an index (beyond the end: at the end). A row without an id gets one. */
  insert(at: number, rows: readonly Row[]): unknown[] {
    const stored = rows.map((row) => {
      const named = this.#idField in row ? row : { ...row, [this.#idField]: this.#generated()[this.#idField] };
      return this.#store(named);
    });
    this.#all().splice(at, 0, ...stored);
    this.#ids = undefined;
    return stored.map((row) => row.id);
  }

  /** Puts generated rows in at an index. */
  insertGenerated(at: number, count: number): unknown[] {
    return this.insert(
      at,
      Array.from({ length: count }, () => this.#generated()),
    );
  }

  /** Takes the row with this id out; false when there is none. */
  remove(id: string): boolean {
    const rows = this.#all();
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) rows.splice(index, 1);
    this.#ids = undefined;
    return index >= 0;
  }

  #all(): StoredRow[] {
    this.#rows ??= Array.from({ length: this.#size }, (_, position) => this.#store(this.#generate(position)));
    return this.#rows;
  }

  #generated(): Row {
    return this.#generate(this.#next++);
  }

  #store(value: Row): StoredRow {
    return { id: value[this.#idField], value, json: JSON.stringify(value) };
  }
}

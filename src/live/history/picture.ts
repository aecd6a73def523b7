import { hash } from 'node:crypto';

/** What a whole list held at one moment, without its rows: small enough to be kept. */
export interface Picture {
  /** The digest of each row by the row's id. Rows that CFW sent without an id have no place in it. */
  readonly digests: ReadonlyMap<string, string>;
  /** How many rows CFW says there are. */
  readonly total: number;
  /** A digest of all of it: two pictures of a list have the same version when, and only when, they show the same. */
  readonly version: string;
}

/** 72 bits: enough to see that a row is another, and short enough for V8 to keep it without the text it was cut from. */
const DIGEST_CHARACTERS = 12;
/** 126 bits. */
const VERSION_CHARACTERS = 21;

/**
 * Takes a picture of a list. The order of the rows is no part of it: a list that is sorted anew has not changed.
 *
 * @param list what makes the list this one and no other, so that versions of two lists are never taken for each other
 */
export function takePicture<Row>(
  list: string,
  rows: readonly Row[],
  total: number,
  identify: (row: Row) => string | null,
): Picture {
  const digests = new Map<string, string>();
  for (const row of rows) {
    const id = identify(row);
    if (id === null) continue;
    const digest = digestOf(row);
    const other = digests.get(id);
    // Of rows with the same id always the same one counts, in whatever order they come.
    if (other === undefined || digest < other) digests.set(id, digest);
  }
  return { digests, total, version: versionOf(list, digests, total) };
}

/** A digest of a row: another one when anything in it is different. */
export function digestOf(row: unknown): string {
  return hash('sha256', JSON.stringify(row, readable), 'base64').slice(0, DIGEST_CHARACTERS);
}

/** A field that could not be read holds its error, and that names the request in which it happened: each time another. */
function readable(_name: string, value: unknown): unknown {
  return value instanceof Error ? { unreadable: value.message } : value;
}

function versionOf(list: string, digests: ReadonlyMap<string, string>, total: number): string {
  const rows = [...digests].map(([id, digest]) => `${id} ${digest}`).sort();
  return hash('sha256', JSON.stringify([list, total, rows]), 'base64url').slice(0, VERSION_CHARACTERS);
}

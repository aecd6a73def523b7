import type { Span } from '../paging/snapshot/span.ts';
import type { Known } from './reads.ts';

/** Objects of one kind: the same rows of so many lists, or so many objects of each of so many parents. */
export interface Objects {
  /** Objects of the same key are the same ones where their rows are, and are there at the same time. */
  readonly key: string;
  readonly lists: number;
  readonly rows: Span;
}

/** Objects as they stand at one place of the answer. */
export interface Group {
  readonly objects: Objects;
  /** How often they stand there: lists within lists multiplied. */
  readonly times: number;
  /** The type that all have; null where the selection says so itself. */
  readonly typename: string | null;
  /** The firewalls they belong to; they themselves, where they are firewalls. Null where nobody knows. */
  readonly firewalls: Objects | null;
  /** How much is known of them, where they are firewalls. */
  readonly known: Known;
}

const ONE: Span = { start: 0, end: 1 };

/** One object that is told from others by its key. */
export function single(key: string): Objects {
  return { key, lists: 1, rows: ONE };
}

export function countOf({ lists, rows }: Objects): number {
  return lists * (rows.end - rows.start);
}

/** Up to `most` objects that each of others has. */
export function each(parents: Objects, name: string, most: number): Objects {
  return { key: `${pathOf(parents)}/${name}`, lists: countOf(parents), rows: { start: 0, end: most } };
}

/** What stands before the key of everything that belongs to just these objects. */
export function pathOf({ key, rows }: Objects): string {
  return rows.start === 0 && rows.end === 1 ? key : `${key}[${rows.start},${rows.end})`;
}

/** What an operation asks at its root. */
export const ROOT: Group = { objects: single(''), times: 1, typename: null, firewalls: null, known: 'id' };

export function isRoot({ objects }: Group): boolean {
  return objects.key === ROOT.objects.key;
}

/** The firewall of an id, however it is come upon. */
export function firewallOf(id: unknown): Objects {
  return single(`firewall ${JSON.stringify(id)}`);
}

import type { Behaviour } from '../behaviour.ts';
import type { Row, StoredRow } from '../rows/row-list.ts';

/** What a list hangs on: a firewall, a protected object, or a row of another list. */
export interface Parent {
  /** The query parameter that names it. */
  readonly parameter: string;
  /** Its name at the control door and in the match of a fault. */
  readonly key: string;
  readonly among: 'firewalls' | 'objects' | List;
  /** What CFW says when there is none of that id, and when it belongs to another firewall than the one named. */
  readonly missing: Missing;
  readonly foreign: Missing;
}

type Missing = readonly [errorCode: string, message: string];

const NO_OBJECT: Missing = ['CFW.00200005', 'object not exist'];

export const FIREWALL: Parent = {
  parameter: 'fw_instance_id',
  key: 'firewallId',
  among: 'firewalls',
  missing: NO_OBJECT,
  foreign: NO_OBJECT,
};

export const OBJECT: Parent = {
  parameter: 'object_id',
  key: 'objectId',
  among: 'objects',
  missing: ['CFW.00400008', 'protected object not exist'],
  foreign: ['CFW.00400008', 'protected object does not belong to the firewall'],
};

/** The rows of a list as parents of another list. */
export function rowsOf(among: List, parameter: string, key: string): Parent {
  return { parameter, key, among, missing: NO_OBJECT, foreign: NO_OBJECT };
}

/** How a filter sees the rest of the world. */
export interface Surroundings {
  readonly behaviour: Behaviour;
  /** @param list the name of a kind of list */
  rowsOf(list: string, parentId: string): readonly StoredRow[];
}

/** One query parameter of a list. */
export interface Parameter {
  readonly name: string;
  /** Its value; undefined when it is absent and may be. Throws the refusal of a bad one. */
  read(text: string | null): string | number | undefined;
  /** For a filter: whether a row stays. Absent for a parameter that filters nothing. */
  keeps?(row: Row, value: string | number, around: Surroundings): boolean;
}

/** Several lists of one kind under one parent, told apart by a number. */
export interface Variant {
  readonly parameter: string;
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
}

/** One list among those of its kind. */
export interface Place {
  readonly seed: number;
  readonly parentId: string;
  /** One of the variant's values; 0 without variants. */
  readonly variant: number;
}

/** How many rows a list starts with; by the names of its variants where it has some. */
export type Size = number | Readonly<Record<string, number>>;

/**
 * A kind of list, told once: its route, its rows, how it is named at the control door and by faults, and the option
 * for its sizes are all made from this.
 */
export interface List<Name extends string = string, S extends Size = Size> {
  /** The name of the option for its sizes, and its name at the control door. */
  readonly name: Name;
  /** The vendor's name of the call. */
  readonly operation: string;
  /** Behind `/v1/{project_id}/`. */
  readonly path: string;
  /** The right it needs. */
  readonly action: string;
  readonly parent: Parent;
  readonly variant?: Variant;
  /** The field that holds a row's id. */
  readonly idField: string;
  /** The field that carries the tenant's mark. */
  readonly markField: string;
  /** In the order in which they are looked at; the first bad one is what CFW complains of. */
  readonly parameters: readonly Parameter[];
  /** True when the answer's `data` repeats the parent's id. */
  readonly echoesParent?: boolean;
  /** The row at a position of a generated list; the same seed gives the same row. */
  row(place: Place, position: number): Row;
  /** Rows that stand first in one list, by parent id, or by `parent id/variant`. */
  readonly first?: Readonly<Record<string, readonly Row[]>>;
  /** The size when no option says another. @param known whether the parent belongs to a known firewall */
  size(parentId: string, known: boolean): S;
}

import { addressItems } from './address-items.ts';
import { addressSets } from './address-sets.ts';
import { captureTasks } from './capture-tasks.ts';
import type { List, Parent } from './list.ts';
import { listEntries } from './list-entries.ts';

const ALL = [captureTasks, listEntries, addressSets, addressItems] as const;
type Known = (typeof ALL)[number];

/** Every kind of list that the simulator has. A new one is one definition and its name here. */
export const LISTS: readonly List[] = ALL;

/** Everything that lists hang on. */
export const PARENTS: readonly Parent[] = [...new Set(LISTS.map(({ parent }) => parent))];

/** How many rows lists start with, by the id of their parent, instead of the usual sizes. One option a kind of list. */
export type ListSizes = {
  readonly [L in Known as L['name']]?: Readonly<Record<string, ReturnType<L['size']>>>;
};

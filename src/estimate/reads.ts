import type { GraphQLField } from 'graphql';
import type { ListResource } from '../cfw/resources/listing.ts';

export type AnyList = ListResource<object, unknown>;
export type Arguments = Readonly<Record<string, unknown>>;

/** An object that an argument names, and what it takes to find it. */
export interface NamedObject {
  readonly typename: string;
  /**
   * `row`: its list is read until it is found; `detail`: the call for its firewall is made; `scan`: all firewalls are
   * looked through, list and details.
   */
  readonly by:
    | { readonly kind: 'row'; readonly resource: AnyList; readonly parts: readonly string[] }
    | { readonly kind: 'detail'; readonly resource: AnyList; readonly firewallId: string }
    | { readonly kind: 'scan'; readonly resource: AnyList; readonly detail: AnyList };
}

/** How much of a firewall is known without a call of its own. */
export type Known = 'id' | 'row' | 'detail';

/** What a field reads of CFW. A field that says nothing reads nothing, or what is below it does. */
export type Reads =
  /** A window of a list, or its total: a connection. */
  | { readonly kind: 'window'; readonly resource: AnyList }
  /** The row of the key in the arguments: its list is read until it is found. */
  | { readonly kind: 'row'; readonly resource: AnyList }
  /** The objects that an argument names; null for a value that names none. */
  | {
      readonly kind: 'named';
      readonly argument: string;
      readonly isList: boolean;
      readonly find: (value: unknown) => NamedObject | null;
      /** What one may be at worst, where the value is not known yet. */
      readonly worst: () => readonly NamedObject[];
    }
  /** The call for one firewall, once each: by an argument, or where less is known of the firewall than the field needs. */
  | {
      readonly kind: 'detail';
      readonly resource: AnyList;
      readonly argument?: string;
      readonly unless?: Known;
      /** How many objects the field has below it at most. */
      readonly most?: (args: Arguments) => number;
    }
  /** The firewall that led here, of which the id is known. */
  | { readonly kind: 'firewall' }
  /** Calls of its own for each object, such as those of a mutation. */
  | {
      readonly kind: 'calls';
      readonly operation: string;
      readonly most: (args: Arguments) => number;
      /** How many rows it takes in. */
      readonly rows?: (args: Arguments) => number;
    };

/** The options of a field that say what it reads. */
export function reading(reads: Reads) {
  return { extensions: { reads } } as const;
}

/** What a field reads; null where it says nothing. */
export function readsOf({ extensions }: GraphQLField<unknown, unknown>): Reads | null {
  return (extensions.reads as Reads | undefined) ?? null;
}

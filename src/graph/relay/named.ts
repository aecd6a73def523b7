import type { AnyList, NamedObject, Reads } from '../../estimate/reads.ts';
import { MAX_ID_LENGTH, readNodeId } from './node-id.ts';

type Way = NamedObject['by'];
type Reference = Readonly<Record<string, unknown>>;

/** By type: what it takes to find an object by the parts of its id, and by a reference of another subgraph. */
const byId = new Map<string, { readonly length: number; readonly way: (parts: readonly string[]) => Way }>();
const byReference = new Map<string, { readonly key: readonly string[]; readonly way: (reference: Reference) => Way }>();

/** Says what it takes to find the objects of a type by their ids. */
export function foundById(typename: string, length: number, way: (parts: readonly string[]) => Way): void {
  byId.set(typename, { length, way });
}

/** Says what it takes to find the objects of a type by references with these fields. */
export function foundByReference(typename: string, key: readonly string[], way: (reference: Reference) => Way): void {
  byReference.set(typename, { key, way });
}

/** Says both of a type whose objects are rows of a list. */
export function foundInList(typename: string, resource: AnyList): void {
  const { key } = resource;
  foundById(typename, key.length, (parts) => ({ kind: 'row', resource, parts }));
  foundByReference(typename, key, (reference) => ({
    kind: 'row',
    resource,
    parts: key.map((name) => String(reference[name])),
  }));
}

function nodeOf(id: unknown): NamedObject | null {
  const read = typeof id === 'string' && id.length <= MAX_ID_LENGTH ? readNodeId(id) : null;
  const kind = read?.intact ? byId.get(read.typename) : undefined;
  if (read === null || kind === undefined || kind.length !== read.parts.length) return null;
  return { typename: read.typename, by: kind.way(read.parts) };
}

function referencedBy(reference: unknown): NamedObject | null {
  const fields = (typeof reference === 'object' && reference !== null ? reference : {}) as Reference;
  const typename = fields.__typename;
  const kind = typeof typename === 'string' ? byReference.get(typename) : undefined;
  if (typeof typename !== 'string' || kind === undefined || !kind.key.every((name) => typeof fields[name] === 'string'))
    return null;
  return { typename, by: kind.way(fields) };
}

const anyNode = () => [...byId].map(([typename, { way }]) => ({ typename, by: way([]) }));
const anyReference = () => [...byReference].map(([typename, { way }]) => ({ typename, by: way({}) }));

/** What is read for ids of this graph in an argument. */
export function readingNodes(argument: 'id' | 'ids'): Reads {
  return { kind: 'named', argument, isList: argument === 'ids', find: nodeOf, worst: anyNode };
}

/** What is read for references of other subgraphs in an argument. */
export function readingReferences(argument: string): Reads {
  return { kind: 'named', argument, isList: true, find: referencedBy, worst: anyReference };
}

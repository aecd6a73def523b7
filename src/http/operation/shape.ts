import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { refusal } from '../answer/refusal.ts';
import { LIMITS, tooComplex } from './limits.ts';

/** How large a selection set is when every fragment is written out. */
interface Size {
  readonly fields: number;
  readonly aliases: number;
  readonly depth: number;
  /** The names of its fields at the top, as the schema has them. */
  readonly top: readonly string[];
}

const NOTHING: Size = { fields: 0, aliases: 0, depth: 0, top: [] };

/** What is asked of the graph at its root. */
export interface OperationShape {
  readonly rootFields: ReadonlySet<string>;
  /** Fields, each fragment written out wherever it is used. */
  readonly fields: number;
}

/**
 * Measures a parsed document before it is validated: validation compares fields with each other, and takes long for
 * what nobody would write. Each fragment is measured once, however often it is used.
 *
 * @returns the shape of each operation, in their order
 * @throws refusal 400 OPERATION_TOO_COMPLEX; GRAPHQL_VALIDATION_FAILED for a fragment that contains itself
 */
export function measureDocument(document: DocumentNode): OperationShape[] {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  within(operations.length, LIMITS.operations, 'operations');
  within(document.definitions.length - operations.length, LIMITS.fragments, 'fragments');
  const ruler = new Ruler(fragments);
  ruler.measureFragments();
  return operations.map((operation) => {
    within(operation.variableDefinitions?.length ?? 0, LIMITS.variables, 'variables');
    for (const variable of operation.variableDefinitions ?? []) ruler.countDirectives(variable);
    ruler.countDirectives(operation);
    const { top, depth, fields, aliases } = ruler.sizeOf(operation.selectionSet);
    within(top.length, LIMITS.rootFields, 'fields at its root');
    if (operation.operation === 'mutation') within(top.filter(isWrite).length, LIMITS.writes, 'writes');
    within(depth, LIMITS.depth, 'fields within fields');
    within(fields, LIMITS.fields, 'fields, fragments written out');
    within(aliases, LIMITS.aliases, 'aliases');
    return { rootFields: new Set(top), fields };
  });
}

function isWrite(field: string): boolean {
  return field !== '__typename';
}

class Ruler {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Sizes of fragments; null while one is being measured. */
  readonly #measured = new Map<string, Size | null>();
  #directives = 0;
  #duplicates = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  /** Also those that no operation uses, which validation would look at all the same. */
  measureFragments(): void {
    for (const name of this.#fragments.keys()) this.#sizeOfFragment(name);
  }

  sizeOf({ selections }: SelectionSetNode): Size {
    let fields = 0;
    let aliases = 0;
    let depth = 0;
    const top: string[] = [];
    const names = new Set<string>();
    for (const selection of selections) {
      this.countDirectives(selection);
      if (selection.kind === Kind.FIELD) this.#noteName(selection, names);
      const size = this.#sizeOfSelection(selection);
      fields += size.fields;
      aliases += size.aliases;
      depth = Math.max(depth, size.depth);
      for (const name of size.top) if (top.length <= LIMITS.rootFields) top.push(name);
    }
    return { fields, aliases, depth, top };
  }

  countDirectives({ directives = [] }: { readonly directives?: readonly unknown[] | undefined }): void {
    within(directives.length, LIMITS.directivesAtOnePlace, 'directives at one place');
    this.#directives += directives.length;
    within(this.#directives, LIMITS.directives, 'directives');
  }

  #noteName({ alias, name }: FieldNode, names: Set<string>): void {
    const answered = (alias ?? name).value;
    if (names.has(answered)) within(++this.#duplicates, LIMITS.duplicates, 'repeated fields');
    names.add(answered);
  }

  #sizeOfSelection(selection: SelectionNode): Size {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.sizeOf(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#sizeOfFragment(selection.name.value);
    const { name, alias, selectionSet } = selection;
    const below = selectionSet === undefined ? NOTHING : this.sizeOf(selectionSet);
    const isIntrospection = name.value === '__schema' || name.value === '__type';
    if (isIntrospection) within(below.depth + 1, LIMITS.introspectionDepth, 'fields within fields');
    return {
      fields: below.fields + 1,
      aliases: below.aliases + (alias === undefined ? 0 : 1),
      depth: isIntrospection ? 1 : below.depth + 1,
      top: [name.value],
    };
  }

  #sizeOfFragment(name: string): Size {
    const known = this.#measured.get(name);
    if (known !== undefined && known !== null) return known;
    if (known === null) {
      throw refusal(400, 'GRAPHQL_VALIDATION_FAILED', `Fragment "${name.slice(0, 100)}" contains itself.`);
    }
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return NOTHING;
    this.#measured.set(name, null);
    this.countDirectives(fragment);
    const size = this.sizeOf(fragment.selectionSet);
    this.#measured.set(name, size);
    return size;
  }
}

function within(count: number, limit: number, what: string): void {
  if (count > limit) throw tooComplex(what, limit, count);
}

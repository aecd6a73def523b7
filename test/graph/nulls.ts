import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { Answer } from '../support/gateway.ts';

/** The fields that say of themselves that only an error makes them null, as `Type.field`. */
export function semanticNonNull(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const));
  const said = fields.filter(([, { astNode }]) =>
    astNode?.directives?.some(({ name }) => name.value === 'semanticNonNull'),
  );
  return new Set(said.map(([type, { name }]) => `${type}.${name}`));
}

export type Path = readonly (string | number)[];

/** Walks an answer beside its operation. */
export class Walk {
  readonly met = new Set<string>();
  readonly nulls: Path[] = [];

  readonly #said: ReadonlySet<string>;

  constructor(said: ReadonlySet<string>) {
    this.#said = said;
  }

  go(selected: SelectionSetNode | undefined, type: GraphQLCompositeType, value: unknown, path: Path = []): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.go(selected, type, item, [...path, index]);
      return;
    }
    if (value === null || selected === undefined || !isObjectType(type)) return;
    for (const field of selected.selections) {
      if (field.kind !== Kind.FIELD) throw new Error('fields only');
      const name = `${type.name}.${field.name.value}`;
      const below = (value as Record<string, unknown>)[field.name.value];
      if (this.#said.has(name)) {
        this.met.add(name);
        if (below === null) this.nulls.push([...path, field.name.value]);
      }
      const named = getNamedType(type.getFields()[field.name.value]!.type);
      if (isCompositeType(named)) this.go(field.selectionSet, named, below, [...path, field.name.value]);
    }
  }
}

export function walk(schema: GraphQLSchema, text: string, { data }: Answer): Walk {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation');
  const found = new Walk(semanticNonNull(schema));
  found.go(operation.selectionSet, schema.getRootType(operation.operation)!, data);
  return found;
}

/** The nulls that no error explains: none has their path, nor that of a field below. */
export function unexplained({ nulls }: Pick<Walk, 'nulls'>, { errors = [] }: Answer): Path[] {
  return nulls.filter((path) => !errors.some((error) => path.every((part, index) => error.path?.[index] === part)));
}

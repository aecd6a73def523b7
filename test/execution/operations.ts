import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from './random.ts';

/** An operation and the variables it is sent with. */
export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GeneratorOptions {
  readonly depth: number;
  /** A value for an argument or a variable of a named type, as JSON; undefined: one by the type. */
  readonly valueOf?: (argument: string, type: GraphQLNamedType, random: Random) => unknown;
}

/**
 * Makes up an operation over a schema: fields with aliases, repeated fields, arguments by literal and by variable,
 * fragments of both kinds, `@skip` and `@include` with and without variables, `__typename`. Not all of them are valid:
 * repeated fields may not merge.
 */
export function generateOperation(
  schema: GraphQLSchema,
  random: Random,
  options: GeneratorOptions,
): GeneratedOperation {
  return new Generator(schema, random, options).operation();
}

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #options: GeneratorOptions;
  readonly #variables = new Map<string, { type: string; value: unknown }>();
  readonly #fragments: string[] = [];
  #spreads: { name: string; type: GraphQLCompositeType }[] = [];

  constructor(schema: GraphQLSchema, random: Random, options: GeneratorOptions) {
    this.#schema = schema;
    this.#random = random;
    this.#options = options;
  }

  operation(): GeneratedOperation {
    const root = this.#schema.getQueryType()!;
    const selection = this.#selection(root, this.#options.depth);
    const declared = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    const sent = [...this.#variables].filter(([, { value }]) => value !== undefined);
    return {
      text: `query Generated${declared && `(${declared})`} ${selection}\n${this.#fragments.join('\n')}`,
      variables: Object.fromEntries(sent.map(([name, { value }]) => [name, value])),
    };
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + this.#random.below(5) }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    if (random.chance(6)) return `${random.chance(30) ? 'kind: ' : ''}__typename${this.#directives()}`;
    if (depth > 0 && random.chance(14)) return this.#inlineFragment(type, depth - 1);
    if (depth > 0 && random.chance(14)) return `...${this.#fragment(type, depth - 1)}${this.#directives()}`;
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const possible = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    return possible.length === 0 ? '__typename' : this.#field(random.pick(possible), depth);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const random = this.#random;
    const alias =
      random.chance(25) || field.args.length > 0
        ? `${random.pick(['a', 'b', 'c', '__proto__'])}${random.below(40) || ''}: `
        : '';
    const type = getNamedType(field.type);
    const below = isLeafType(type) ? '' : ` ${this.#selection(type as GraphQLCompositeType, depth - 1)}`;
    return `${alias}${field.name}${this.#arguments(field.args)}${this.#directives()}${below}`;
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const on = this.#random.chance(30) ? null : this.#overlapping(type);
    return `...${on === null ? '' : ` on ${on.name}`}${this.#directives()} ${this.#selection(on ?? type, depth)}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const known = this.#spreads.filter((spread) => spread.type === type);
    if (known.length > 0 && this.#random.chance(60)) return this.#random.pick(known).name;
    const on = this.#overlapping(type);
    const name = `F${this.#fragments.length}`;
    const index = this.#fragments.push('') - 1;
    this.#fragments[index] = `fragment ${name} on ${on.name} ${this.#selection(on, depth)}`;
    // Only now can it be used again: a fragment must not contain itself.
    this.#spreads.push({ name, type });
    return name;
  }

  /** A type that objects of this type can have. */
  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    if (isObjectType(type)) return this.#random.chance(70) ? type : this.#random.pick([type, ...type.getInterfaces()]);
    return this.#random.pick([type, ...this.#schema.getPossibleTypes(type)]);
  }

  #directives(): string {
    const random = this.#random;
    if (!random.chance(12)) return '';
    const given = random.chance(60) ? `$${this.#switch()}` : random.chance(50);
    return ` @${random.pick(['skip', 'include'])}(if: ${given})`;
  }

  #switch(): string {
    const random = this.#random;
    if (random.chance(80)) return this.#variable(`on${random.below(3)}`, 'Boolean!', random.chance(50));
    // May be null by its type, but not where it is used.
    return this.#variable(`maybe${random.below(2)}`, 'Boolean = true', random.pick([true, false, null, undefined]));
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((argument) => {
      const { name, type, defaultValue } = argument;
      const required = isNonNullType(type) && defaultValue === undefined;
      return required || this.#random.chance(60) ? [`${name}: ${this.#argument(name, type)}`] : [];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  #argument(name: string, type: GraphQLInputType): string {
    const random = this.#random;
    const value = this.#value(name, type, 3);
    if (!random.chance(50)) return literal(value, getNamedType(type));
    if (isNonNullType(type) && random.chance(15)) {
      const declared = `${type.ofType} = ${literal(value, getNamedType(type))}`;
      return `$${this.#variable(`v${this.#variables.size}`, declared, random.pick([value, null, undefined]))}`;
    }
    const left = !isNonNullType(type) && random.chance(20) ? undefined : value;
    return `$${this.#variable(`v${this.#variables.size}`, String(type), left)}`;
  }

  #variable(name: string, type: string, value: unknown): string {
    if (!this.#variables.has(name)) this.#variables.set(name, { type, value });
    return name;
  }

  #value(name: string, type: GraphQLInputType, depth: number): unknown {
    const random = this.#random;
    if (isNonNullType(type)) return this.#value(name, type.ofType, depth);
    if (random.chance(4)) return random.pick([1e10, 'no', true, [], null]);
    if (isListType(type)) return Array.from({ length: random.below(3) }, () => this.#value(name, type.ofType, depth));
    const own = this.#options.valueOf?.(name, type, random);
    if (own !== undefined) return own;
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth > 0 && random.chance(50)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.name, field.type, depth - 1)]));
    }
    const { name: scalar } = type;
    if (scalar === 'Boolean') return random.chance(50);
    return scalar === 'Int' ? random.below(9) - 1 : `text${random.below(5)}"\\\u2028`;
  }
}

/** A value as the language writes it. Texts that an enum type has as names are written as such. */
function literal(value: unknown, type: GraphQLNamedType): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, type)).join(', ')}]`;
  if (typeof value === 'string' && isEnumType(type) && /^\w+$/.test(value)) return value;
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${name}: ${literal(part, getNamedType(fields[name]?.type) ?? type)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

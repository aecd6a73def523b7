import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import { FIREWALL, OBJECT } from './door.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const NODE_IDS = ['["Firewall","ebf891cd-2163-48a0-9963-6309f99dd3c4"]', 'Q2FwdHVyZVRhc2s6YQ', 'x', ''];
const TEXTS: readonly unknown[] = ['1.1.1.1', '', 'abc', '..', '😀', 'x'.repeat(300), '80-443'];
const DATES: readonly unknown[] = ['2024-06-04T11:23:50Z', '2024-06-05T00:00:00.000+08:00', '1970-01-01T00:00:00Z'];
const WRONG_TEXTS: readonly unknown[] = ['\u0000', null, 7, true, [], {}];
const IDS: readonly unknown[] = [FIREWALL, OBJECT, FIREWALL, OBJECT, ...NODE_IDS, '../..', 'a/b', '\r\n'];
const WRONG_IDS: readonly unknown[] = [0, 1.5, null, {}, [], false];
const COUNTS: readonly unknown[] = [0, 1, 2, 5, 50, -1, 5000, 2 ** 31 - 1];
const WRONG_COUNTS: readonly unknown[] = [2 ** 31, 1.5, '3', null, {}];
const KEYS = ['firewallId', 'taskId', 'objectId', 'listType', 'listId', 'id', 'nothing', '__proto__'];
const TYPES = ['Firewall', 'CaptureTask', 'ListEntry', 'ProtectedObject', 'Query', 'Nothing', ''];

/** Makes an operation of a schema, half of them without a fault, from numbers: the same ones make the same operation. */
export function randomOperation(schema: GraphQLSchema, dice: readonly number[]): RandomOperation {
  return new OperationMaker(schema, dice).make();
}

class OperationMaker {
  readonly #schema: GraphQLSchema;
  readonly #dice: readonly number[];
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #fragments: string[] = [];
  readonly #careful: boolean;
  #thrown = 0;

  constructor(schema: GraphQLSchema, dice: readonly number[]) {
    this.#schema = schema;
    this.#dice = dice;
    this.#careful = this.#chance(2);
  }

  make(): RandomOperation {
    const selection = this.#selection(this.#schema.getQueryType()!, 4);
    const keyword = this.#slips(40) ? 'mutation' : 'query';
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const text = [`${keyword} Random${definitions} ${selection}`, ...this.#fragments].join('\n');
    return { query: this.#slips(6) ? this.#spoiled(text) : text, variables: this.#variables };
  }

  #throw(sides: number): number {
    const die = this.#dice[this.#thrown++ % this.#dice.length] ?? 0;
    return (die + this.#thrown) % sides;
  }

  #chance(oneIn: number): boolean {
    return this.#throw(oneIn) === 0;
  }

  /** Whether something is done wrong. */
  #slips(oneIn: number): boolean {
    return this.#chance(oneIn) && !this.#careful;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#throw(items.length)]!;
  }

  #selection(type: GraphQLNamedOutputType, depth: number): string {
    if (!isCompositeType(type)) return this.#slips(50) ? '{ x }' : '';
    if (this.#slips(60)) return '';
    const parts = Array.from({ length: 1 + this.#throw(4) }, () => this.#part(type, depth)).filter(Boolean);
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  #part(type: GraphQLNamedOutputType, depth: number): string {
    if (this.#chance(12)) return '__typename';
    if (this.#slips(50)) return `nothing${this.#throw(9)}`;
    if (depth > 0 && (this.#chance(10) || !('getFields' in type))) return this.#fragment(type, depth);
    if (!('getFields' in type)) return '__typename';
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    return fields.length === 0 ? '__typename' : this.#field(this.#pick(fields), depth);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.#careful ? `a${this.#thrown}: ` : this.#chance(3) ? `a${this.#throw(20)}: ` : '';
    const given = field.args.filter((argument) => (isNonNullType(argument.type) ? !this.#slips(25) : this.#chance(3)));
    const args = given.map((argument) => `${argument.name}: ${this.#argument(argument)}`);
    const directive = this.#chance(15)
      ? ` @${this.#pick(this.#careful ? ['include', 'skip'] : ['include', 'defer', 'x'])}(if: ${this.#chance(2)})`
      : '';
    const selection = this.#selection(getNamedType(field.type), depth - 1);
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive} ${selection}`;
  }

  #fragment(type: GraphQLNamedOutputType, depth: number): string {
    const others = [...this.#schema.getPossibleTypes(this.#schema.getType('Node') as never)];
    const on = isObjectType(type) && !this.#slips(8) ? type : this.#pick(others);
    const selection = this.#selection(on, depth - 1) || '{ __typename }';
    if (this.#chance(2)) return `... on ${on.name} ${selection}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${on.name} ${selection}`);
    return `...${this.#slips(20) ? 'Nothing' : name}`;
  }

  #argument({ type }: GraphQLArgument): string {
    const value = this.#value(type);
    if (!this.#chance(4)) return literal(value, type);
    const name = `v${this.#definitions.length}`;
    this.#definitions.push(`$${name}: ${this.#slips(15) ? 'Float' : String(type)}`);
    if (!this.#slips(15)) this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) return Array.from({ length: this.#throw(5) }, () => this.#value(type.ofType));
    if (isEnumType(type)) return this.#slips(8) ? 'NOTHING' : this.#pick(type.getValues()).name;
    if (type.name === 'ID') return this.#pick(this.#slips(6) ? WRONG_IDS : IDS);
    if (type.name === 'Int') return this.#pick(this.#slips(6) ? WRONG_COUNTS : COUNTS);
    if (type.name === '_Any') return this.#slips(15) ? this.#pick(WRONG_TEXTS) : this.#representation();
    if (isInputObjectType(type)) return this.#inputObject(type);
    if (type.name === 'DateTime') return this.#pick(this.#slips(8) ? WRONG_TEXTS : DATES);
    return this.#pick(this.#slips(8) ? WRONG_TEXTS : TEXTS);
  }

  #inputObject(type: GraphQLInputObjectType): Record<string, unknown> {
    const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || this.#chance(3));
    return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type)]));
  }

  #representation(): Record<string, unknown> {
    const entries = Array.from({ length: this.#throw(4) }, () => [this.#pick(KEYS), this.#pick(IDS)]);
    return Object.fromEntries([['__typename', this.#pick(TYPES)], ...entries]);
  }

  #spoiled(text: string): string {
    const at = this.#throw(text.length);
    return (
      text.slice(0, at) +
      this.#pick(['', '{', '}', '"', '"""', '$', '...', '\u0000', '🙂', '@', '[']) +
      text.slice(at + this.#throw(4))
    );
  }
}

/** A value as it stands in the text of an operation; of a part whose type is not known, as JSON has it. */
function literal(value: unknown, given: GraphQLInputType | undefined): string {
  const type = given && getNullableType(given);
  if (Array.isArray(value)) {
    return `[${value.map((item) => literal(item, isListType(type) ? type.ofType : undefined)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item, fields[key]?.type)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' && isEnumType(type) ? value : JSON.stringify(value);
}

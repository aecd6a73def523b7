import { buildSchema, GraphQLError, type GraphQLSchema, isObjectType, isScalarType } from 'graphql';
import { hashOf, Random } from './random.ts';

/*
 * A schema of every kind of type, and resolvers that do everything a resolver may do: values, nulls, errors given and
 * thrown, promises of all of these that take their time, methods, and values of the wrong type. What a field does is
 * decided by the seed and the field's place, so that two executions meet the same.
 */

const TYPES = `
scalar Stamp
enum Color { RED GREEN BLUE }
input Filter { color: Color = RED, sizes: [Int!], inner: Filter }
interface Thing { id: ID! name: String thing: Thing }
type Apple implements Thing {
  id: ID! name: String thing: Thing size: Int! weight: Float ripe: Boolean color: Color picked: Stamp
  pear: Pear sure: Pear! apples: [Apple!] all: [Apple]! grid: [[Int!]] either: Either sorted(by: Filter, first: Int = 3): [Apple!]!
}
type Pear implements Thing {
  id: ID! name: String thing: Thing! label(text: String, times: [Int]): String! colors: [Color!]! apple: Apple eithers: [Either!]
}
union Either = Apple | Pear
type Query {
  apple(id: ID): Apple pear: Pear! thing(id: ID!): Thing things(filter: Filter): [Thing!] either: Either eithers: [Either]!
  count: Int! hello(name: String = "you"): String
}`;

/** Fields of the types below the root that have a resolver; all others are properties. */
const RESOLVED = new Set([
  'Apple.id',
  'Apple.pear',
  'Apple.sorted',
  'Apple.either',
  'Pear.label',
  'Pear.apple',
  'Pear.thing',
]);

export interface OddContext {
  readonly seed: number;
  /** How many of a hundred fields do something else than give a good value. */
  readonly oddities: number;
}

export function oddSchema(): GraphQLSchema {
  const schema = buildSchema(TYPES);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isScalarType(type) && type.name === 'Stamp') {
      type.serialize = (value) => {
        if (typeof value !== 'string') throw new Error(`no stamp: ${value}`);
        return value === 'text7' ? null : value;
      };
      type.extensions = {};
    }
    if (type.name === 'Thing') Object.assign(type, { resolveType });
    if (type.name === 'Either') Object.assign(type, { resolveType: async (value: unknown) => resolveType(value) });
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (type.name !== 'Query' && !RESOLVED.has(`${type.name}.${field.name}`)) continue;
      field.resolve = (source, args, context: OddContext, info) => {
        const place = `${context.seed}/${(source as Odd | undefined)?.key ?? ''}/${info.fieldName}/${JSON.stringify(args)}`;
        const value = oddValue(String(field.type), place, context.oddities);
        if (value instanceof Error && hashOf(place) % 2 === 0) throw value;
        return value;
      };
    }
  }
  return schema;
}

function resolveType(value: unknown): string | undefined {
  return hashOf((value as Odd).key) % 23 === 0 ? undefined : (value as Odd).kind;
}

interface Odd {
  readonly key: string;
  readonly kind: string;
}

/** A source object: its properties are made when they are read, each always the same. */
function oddObject(kind: string, key: string, oddities: number): Odd {
  const schema = oddTypes();
  const object: Odd & Record<string, unknown> = { key, kind };
  for (const { name, type } of schema[kind] ?? []) {
    Object.defineProperty(object, name, { get: () => oddValue(type, `${key}.${name}`, oddities), enumerable: true });
  }
  return object;
}

let known: Record<string, { name: string; type: string }[]> | undefined;

function oddTypes() {
  known ??= Object.fromEntries(
    Object.values(buildSchema(TYPES).getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? [
            [
              type.name,
              Object.values(type.getFields()).map((field) => ({ name: field.name, type: String(field.type) })),
            ],
          ]
        : [],
    ),
  );
  return known;
}

function oddValue(type: string, place: string, oddities: number): unknown {
  const random = new Random(hashOf(place));
  if (!random.chance(oddities)) return goodValue(type, place, oddities, random);
  const what = random.below(10);
  if (what === 9) throw new Error(`thrown at ${place}`);
  if (what === 0) return null;
  if (what === 1) return undefined;
  if (what === 2) return new Error(`given at ${place}`);
  if (what === 3) return new GraphQLError(`given at ${place}`, { extensions: { code: 'ODD' } });
  if (what === 4) return later(() => goodValue(type, place, oddities, random), random.below(4));
  if (what === 5) {
    return later(() => {
      throw new Error(`thrown late at ${place}`);
    }, random.below(4));
  }
  if (what === 6) return random.pick([1, 1.5, 'text', true, Number.NaN, 2 ** 40, []]);
  if (what === 7)
    return (args: object) => (random.chance(50) ? goodValue(type, place, oddities, random) : JSON.stringify(args));
  return later(() => null, random.below(3));
}

function oddItem(type: string, place: string, oddities: number): unknown {
  try {
    return oddValue(type, place, oddities);
  } catch (error) {
    return error;
  }
}

async function later<Value>(make: () => Value, turns: number): Promise<Value> {
  for (let turn = 0; turn < turns; turn++) await undefined;
  return make();
}

function goodValue(type: string, place: string, oddities: number, random: Random): unknown {
  if (type.endsWith('!')) return goodValue(type.slice(0, -1), place, oddities, random);
  if (type.startsWith('[')) {
    const itemType = type.slice(1, -1);
    const items = Array.from({ length: random.below(4) }, (_, index) =>
      oddItem(itemType, `${place}[${index}]`, oddities),
    );
    // graphql-js leaves rejections unheard when a list without nulls fails at once beside promises of others.
    if (oddities > 0 && itemType.endsWith('!') && items.length > 1) return items.map((item) => later(() => item, 1));
    return random.chance(80) ? items : new Set(items);
  }
  if (type === 'Int') return random.below(100);
  if (type === 'Float') return random.below(100) / 8;
  if (type === 'Boolean') return random.chance(50);
  if (type === 'Color') return random.pick(['RED', 'GREEN', 'BLUE']);
  if (type === 'ID' || type === 'String' || type === 'Stamp') return `text${random.below(10)}`;
  const kind = type === 'Thing' || type === 'Either' ? random.pick(['Apple', 'Pear']) : type;
  return oddObject(kind, `${place}#${kind}`, oddities);
}

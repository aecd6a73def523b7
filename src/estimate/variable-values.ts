import {
  type DirectiveNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A value, once the variables are known. */
export type Value = (variables: Variables) => unknown;

/** Whether something holds, once the variables are known. */
export type Condition = (variables: Variables) => boolean;

/** Stands for variables that nobody knows yet, so that what they decide is reckoned with at most. */
export const ANY: Variables = Object.freeze({});

/** The value of a variable that nobody knows yet. */
class AnyValue {
  readonly variable: string;

  constructor(variable: string) {
    this.variable = variable;
  }
}

export function isAny(value: unknown): boolean {
  return value instanceof AnyValue;
}

/** Reads the values of an operation by its variables and their defaults, before their types are checked. */
export class ValueReader {
  readonly #defaults = new Map<string, unknown>();

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    for (const { variable, defaultValue } of variableDefinitions) {
      this.#defaults.set(variable.name.value, defaultValue && valueFromASTUntyped(defaultValue));
    }
  }

  value(node: ValueNode): Value {
    if (node.kind === Kind.LIST && node.values.length > 0) {
      const items = node.values.map((item) => this.value(item));
      return (variables) => items.map((item) => item(variables));
    }
    if (node.kind === Kind.OBJECT) {
      const fields = node.fields.map(({ name, value }) => [name.value, this.value(value)] as const);
      return (variables) => Object.fromEntries(fields.map(([name, value]) => [name, value(variables)]));
    }
    if (node.kind !== Kind.VARIABLE) {
      const value = valueFromASTUntyped(node, {});
      return () => value;
    }
    const name = node.name.value;
    const fallback = this.#defaults.get(name);
    const any = new AnyValue(name);
    return (variables) => {
      if (variables === ANY) return any;
      return Object.hasOwn(variables, name) ? variables[name] : fallback;
    };
  }

  /**
   * Whether directives leave a selection in. Where a condition is no Boolean, such as a variable that is null, the
   * selection is an error, and nothing is read for it.
   */
  isIncluded(directives: readonly DirectiveNode[] = []): Condition | null {
    const conditions = directives.flatMap(({ name, arguments: given = [] }): Condition[] => {
      const wanted = WANTED.get(name.value);
      const node = given.find((argument) => argument.name.value === 'if')?.value;
      if (wanted === undefined || node === undefined) return [];
      const value = this.value(node);
      return [(variables) => variables === ANY || value(variables) === wanted];
    });
    return conditions.length === 0 ? null : (variables) => conditions.every((holds) => holds(variables));
  }
}

/** What the condition of a directive must be for a selection to stay. */
const WANTED: ReadonlyMap<string, boolean> = new Map([
  [GraphQLSkipDirective.name, false],
  [GraphQLIncludeDirective.name, true],
]);

import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { WeightedMemory } from '../memory/weighted-memory.ts';
import type { Variables } from './field-groups.ts';
import { OperationCompiler } from './operation-compiler.ts';
import { plainVariables } from './plain-variables.ts';
import { type Execution, FieldErrors, isPromise, type ReadObject } from './running.ts';
import { withInputPaths } from './variable-errors.ts';
import { switchesOf } from './variable-uses.ts';

/** Bytes of compiled operations that are remembered. */
const MAX_BYTES = 16_000_000;
/** What a compiled operation weighs, by what heaps showed: something, and much for each field that it reads. */
const BYTES = { operation: 4_000, field: 3_000 };

/** The operations that are compiled, each once for a setting of its switches; null for what is left to graphql-js. */
export type CompiledMemory = WeightedMemory<ReadObject | null>;

export function compiledMemory(): CompiledMemory {
  return new WeightedMemory(MAX_BYTES);
}

/**
 * One operation of a valid document, ready to be executed any number of times. It is compiled when it is first executed,
 * once for each setting of the variables that `@skip` and `@include` ask. What the compiler does not know, introspection
 * above all, is left to graphql-js.
 */
export class Operation {
  /** Undefined where the document has no operation of this name, or several and no name was given. */
  readonly definition: OperationDefinitionNode | undefined;
  readonly #schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly #name: string | undefined;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #switches: readonly string[];
  readonly #plain: ReturnType<typeof plainVariables>;
  readonly #compiled: CompiledMemory;
  static #made = 0;
  /** Tells it from all others in the memory. */
  readonly #key = String(Operation.#made++);

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    name: string | undefined,
    compiled: CompiledMemory = compiledMemory(),
  ) {
    this.#schema = schema;
    this.document = document;
    this.#name = name;
    this.#compiled = compiled;
    this.definition = getOperationAST(document, name) ?? undefined;
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    this.#switches = switchesOf(document);
    this.#plain = this.definition === undefined ? null : plainVariables(schema, this.definition);
  }

  /** Compiles the operation ahead, where there is no switch to know first. */
  prepare(): void {
    if (this.definition !== undefined && this.#switches.length === 0) this.#readerFor({});
  }

  /**
   * Executes the operation as graphql-js's `execute` does. It never rejects.
   *
   * @param root what the fields of the root are read of: the event, for a subscription
   */
  execute(context: unknown, given: Variables, root?: unknown): ExecutionResult | Promise<ExecutionResult> {
    if (this.definition === undefined) return this.interpret(context, given, root);
    const plain = this.#plain?.(given);
    const { coerced: variables, errors } = plain ? { coerced: plain } : this.#coerce(this.definition, given);
    if (variables === undefined) return { errors: withInputPaths(errors ?? [], this.#schema, this.definition, given) };
    const read = this.#readerFor(variables);
    if (read === null) return this.interpret(context, given, root);
    return run(read, { root, context, variables, errors: new FieldErrors() });
  }

  /** Executes it by graphql-js. */
  interpret(context: unknown, variables: Variables, root?: unknown): ExecutionResult | Promise<ExecutionResult> {
    return execute({ ...this.#asked(context, variables), rootValue: root });
  }

  /**
   * The events of a subscription, for each of which it is to be executed; or the errors because of which there are none
   * ("CreateSourceEventStream", 6.2.3.1 of the specification).
   */
  events(context: unknown, variables: Variables): Promise<AsyncIterable<unknown> | ExecutionResult> {
    return createSourceEventStream(this.#asked(context, variables));
  }

  #coerce({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables) {
    return getVariableValues(this.#schema, variableDefinitions, given, { maxErrors: 50 });
  }

  #asked(contextValue: unknown, variableValues: Variables) {
    const { document } = this;
    return { schema: this.#schema, document, operationName: this.#name ?? null, contextValue, variableValues };
  }

  #readerFor(variables: Variables): ReadObject | null {
    const key = `${this.#key} ${this.#switches.map((name) => String(variables[name])).join()}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const { read, fields } = this.#compile(variables);
    this.#compiled.set(key, read, BYTES.operation + BYTES.field * fields);
    return read;
  }

  #compile(variables: Variables): { readonly read: ReadObject | null; readonly fields: number } {
    const scope = { schema: this.#schema, fragments: this.#fragments, variables };
    const compiler = new OperationCompiler(scope, this.definition!);
    try {
      return { read: compiler.compile(), fields: compiler.fields };
    } catch {
      // What cannot be compiled graphql-js executes, or says what is wrong with it.
      return { read: null, fields: 0 };
    }
  }
}

function run(read: ReadObject, execution: Execution): ExecutionResult | Promise<ExecutionResult> {
  const done = (data: unknown): ExecutionResult => {
    const { all } = execution.errors;
    const answer = data as NonNullable<ExecutionResult['data']> | null;
    return all.length === 0 ? { data: answer } : { errors: all, data: answer };
  };
  const failed = (error: GraphQLError): ExecutionResult => {
    execution.errors.add(error, undefined);
    return done(null);
  };
  try {
    const data = read(execution.root, undefined, execution);
    return isPromise(data) ? Promise.resolve(data.then(done, failed)) : done(data);
  } catch (error) {
    return failed(error as GraphQLError);
  }
}

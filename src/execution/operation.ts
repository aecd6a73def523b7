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
import type { Variables } from './field-groups.ts';
import { OperationCompiler } from './operation-compiler.ts';
import { type Execution, FieldErrors, isPromise, type ReadObject } from './running.ts';
import { switchesOf } from './switches.ts';

/** How many settings of its switches an operation is kept compiled for. */
const MAX_VARIANTS = 16;

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
  /** By setting; null for what is left to graphql-js. */
  readonly #variants = new Map<string, ReadObject | null>();

  constructor(schema: GraphQLSchema, document: DocumentNode, name: string | undefined) {
    this.#schema = schema;
    this.document = document;
    this.#name = name;
    this.definition = getOperationAST(document, name) ?? undefined;
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    this.#switches = switchesOf(document);
  }

  /**
   * Executes the operation as graphql-js's `execute` does. It never rejects.
   *
   * @param root what the fields of the root are read of: the event, for a subscription
   */
  execute(context: unknown, given: Variables, root?: unknown): ExecutionResult | Promise<ExecutionResult> {
    if (this.definition === undefined) return this.interpret(context, given, root);
    const { coerced, errors } = getVariableValues(this.#schema, this.definition.variableDefinitions ?? [], given, {
      maxErrors: 50,
    });
    if (coerced === undefined) return { errors: errors ?? [] };
    const read = this.#compiled(coerced);
    return read === null
      ? this.interpret(context, given, root)
      : run(read, { root, context, variables: coerced, errors: new FieldErrors() });
  }

  /** Executes the operation by graphql-js. */
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

  #asked(contextValue: unknown, variableValues: Variables) {
    const { document } = this;
    return { schema: this.#schema, document, operationName: this.#name ?? null, contextValue, variableValues };
  }

  #compiled(variables: Variables): ReadObject | null {
    const setting = this.#switches.map((name) => String(variables[name])).join();
    const known = this.#variants.get(setting);
    if (known !== undefined) return known;
    if (this.#variants.size >= MAX_VARIANTS) this.#variants.clear();
    const read = this.#compile(variables);
    this.#variants.set(setting, read);
    return read;
  }

  #compile(variables: Variables): ReadObject | null {
    try {
      const scope = { schema: this.#schema, fragments: this.#fragments, variables };
      return new OperationCompiler(scope, this.definition!).compile();
    } catch {
      // What cannot be compiled graphql-js executes, or says what is wrong with it.
      return null;
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

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Estimate } from '../../estimate/estimate.ts';
import { estimate } from '../../estimate/estimator.ts';
import type { AnyList } from '../../estimate/reads.ts';
import { stepsOf } from '../../estimate/steps.ts';
import type { Variables } from '../../estimate/variable-values.ts';
import { type CompiledMemory, compiledMemory, Operation } from '../../execution/operation.ts';
import { WeightedMemory } from '../../memory/weighted-memory.ts';
import { refusal } from '../answer/refusal.ts';
import { type CostLimits, costCheck } from './cost.ts';
import { type DocumentSize, weightOf } from './document-weight.ts';
import { measureDocument } from './shape.ts';
import { subscriptionRoot } from './subscription-root.ts';
import { checkTokens } from './tokens.ts';

/** Bytes of documents that are remembered. */
const MAX_BYTES = 8_000_000;
/** More errors than this about one document help nobody. */
const MAX_ERRORS = 9;

const RULES = specifiedRules.map((rule) => (rule === SingleFieldSubscriptionsRule ? subscriptionRoot : rule));

/** A text that was read as a GraphQL document, and the verdict on it. */
export interface ReadDocument {
  /** Why it cannot be executed; empty when it can. */
  readonly errors: readonly GraphQLError[];
  readonly operations: readonly ReadOperation[];
}

type TotalOf = (resource: AnyList, query: object) => number | null;

/** One operation of a document. */
export interface ReadOperation {
  readonly name: string | undefined;
  readonly type: string;
  readonly rootFields: ReadonlySet<string>;
  /** What is wrong with its cost for these variables. */
  checkCost(variables: Variables): GraphQLError | null;
  /** What it costs at most. @param totalOf the total that a list had lately, where that is known */
  plan(variables: Variables, totalOf?: TotalOf): Estimate;
  readonly executable: Operation;
}

/** Reads texts as documents of a schema: within the limits, parsed, validated. A text is read once. */
export class DocumentReader {
  readonly #schema: GraphQLSchema;
  readonly #allowIntrospection: boolean;
  readonly #limits: CostLimits;
  readonly #memory = new WeightedMemory<ReadDocument>(MAX_BYTES);
  readonly #compiled: CompiledMemory = compiledMemory();

  constructor(schema: GraphQLSchema, allowIntrospection: boolean, limits: CostLimits) {
    this.#schema = schema;
    this.#allowIntrospection = allowIntrospection;
    this.#limits = limits;
  }

  /** What is remembered, in bytes by the estimate. */
  get bytes(): number {
    return this.#memory.bytes + this.#compiled.bytes;
  }

  read(text: string): ReadDocument {
    const known = this.#memory.get(text);
    if (known !== undefined) return known;
    const size = { tokens: 0, fields: 0, errors: 0 };
    const made = this.#make(text, size);
    this.#memory.set(text, made, weightOf(text, { ...size, errors: made.errors.length }));
    return made;
  }

  #make(text: string, size: DocumentSize): ReadDocument {
    try {
      size.tokens = checkTokens(text);
      const document = parse(text);
      const shapes = measureDocument(document);
      for (const { fields } of shapes) size.fields += fields;
      const errors = this.#validate(document);
      if (errors.length > 0)
        return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')), operations: [] };
      const nodes = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
      return {
        errors,
        operations: nodes.map((node, index) => this.#operation(document, node, shapes[index]!.rootFields)),
      };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')], operations: [] };
    }
  }

  #validate(document: DocumentNode): readonly GraphQLError[] {
    const rules = this.#allowIntrospection ? RULES : [...RULES, NoSchemaIntrospectionCustomRule];
    const options = { maxErrors: MAX_ERRORS, hideSuggestions: !this.#allowIntrospection };
    return validate(this.#schema, document, rules, options);
  }

  #operation(document: DocumentNode, node: OperationDefinitionNode, rootFields: ReadonlySet<string>): ReadOperation {
    const name = node.name?.value;
    const executable = new Operation(this.#schema, document, name, this.#compiled);
    const fragments = document.definitions.filter(
      (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
    );
    const steps = stepsOf(this.#schema, node, new Map(fragments.map((one) => [one.name.value, one])));
    const verdict = costCheck(steps, this.#limits);
    const plan: ReadOperation['plan'] = (variables, totalOf) =>
      estimate(steps, variables, { ...this.#limits, ...(totalOf && { totalOf }) });
    const read = { name, type: node.operation, rootFields, executable, plan };
    if (node.variableDefinitions?.length) return { ...read, checkCost: verdict };
    const fixed = verdict({});
    return { ...read, checkCost: () => fixed };
  }
}

/**
 * The operation that a request means.
 *
 * @throws refusal 400 when its name is unknown, or is missing where there are several
 */
export function operationOf({ operations }: ReadDocument, name: string | undefined): ReadOperation {
  const found =
    name === undefined ? operations.length === 1 && operations[0] : operations.find((one) => one.name === name);
  if (found) return found;
  const message =
    name === undefined
      ? `The document has ${operations.length} operations: name the one to execute in \`operationName\`.`
      : 'The document has no operation with the name in `operationName`.';
  throw refusal(400, 'BAD_USER_INPUT', message);
}

/** Gives an error of graphql-js a code. A refusal keeps its own. */
function coded(error: GraphQLError, code: string): GraphQLError {
  // Until its stack is read as a text, an error keeps all that the functions on it knew: sixty kilobytes.
  void error.stack;
  if (typeof error.extensions.code !== 'string') Object.assign(error.extensions, { code });
  return error;
}

import type { GraphQLError } from 'graphql';
import { MAX_ROWS_PER_CALL } from '../../paging/span.ts';
import { DEFAULT_PAGE_SIZE } from '../../paging/window-arguments.ts';
import { refusal } from '../answer/refusal.ts';
import type { CostStep } from './cost-plan.ts';
import { LIMITS, tooComplex } from './limits.ts';
import type { Variables } from './variable-values.ts';

/** What lists of objects within a record hold, as a rule: a firewall protects an Internet and a VPC border. */
const ASSUMED_OBJECTS = 2;
/** What a list holds that nobody gave a size to. It only matters for what is asked of each of its rows. */
const ASSUMED_ROWS = 10;

/** What an operation may cost, at most. */
export interface CostLimits {
  /** `MAX_PAGE_SIZE`. */
  readonly maxPageSize: number;
  readonly maxRows: number;
  readonly maxCalls: number;
}

/** The limits of a gateway. Neither refuses what its other settings allow. */
export function costLimits(maxPageSize: number, maxUpstreamCalls: number): CostLimits {
  return {
    maxPageSize,
    maxRows: Math.max(LIMITS.rows, maxPageSize),
    maxCalls: Math.max(LIMITS.calls, 16 * maxUpstreamCalls),
  };
}

/** Adds up what an operation may read with these variables; the error says what is too much. */
export function checkCost(steps: readonly CostStep[], variables: Variables, limits: CostLimits): GraphQLError | null {
  const sum = new CostSum(variables, limits.maxPageSize);
  sum.add(steps, 1, 1);
  if (sum.excess !== null) {
    const { argument, size } = sum.excess;
    const message = `\`${argument}\` may hold at most ${limits.maxPageSize} ids or references; it holds ${size}.`;
    return refusal(400, 'BAD_USER_INPUT', message, { argument });
  }
  if (sum.rows > limits.maxRows) return tooComplex('rows, lists within lists multiplied', limits.maxRows, sum.rows);
  if (sum.calls > limits.maxCalls) return tooComplex('calls of CFW by an estimate', limits.maxCalls, sum.calls);
  return null;
}

class CostSum {
  rows = 0;
  calls = 0;
  /** A list of ids or references that is too long. */
  excess: { readonly argument: string; readonly size: number } | null = null;
  readonly #variables: Variables;
  readonly #maxPageSize: number;

  constructor(variables: Variables, maxPageSize: number) {
    this.#variables = variables;
    this.#maxPageSize = maxPageSize;
  }

  /**
   * @param times how often these fields stand in the answer
   * @param parents how many different records they are asked of; lists of the same record are read once
   */
  add(steps: readonly CostStep[], times: number, parents: number): void {
    for (const step of steps) {
      if (!step.isRead(this.#variables)) continue;
      if (step.kind === 'nothing') {
        this.add(step.below, times, parents);
        continue;
      }
      const { size, assumed } = this.#sizeOf(step);
      if (step.kind !== 'objects') this.rows += times * size;
      this.calls += parents * Math.max(1, Math.ceil(size / MAX_ROWS_PER_CALL));
      this.add(step.below, times * assumed, step.rowsHaveLists ? parents * assumed : parents);
    }
  }

  #sizeOf({ kind, argument, first, last, references, wantsRows }: CostStep): { size: number; assumed: number } {
    if (kind === 'record') return { size: 1, assumed: 1 };
    if (kind === 'objects') return { size: ASSUMED_OBJECTS, assumed: ASSUMED_OBJECTS };
    if (kind === 'references') {
      const given = references(this.#variables);
      const size = Array.isArray(given) ? given.length : 1;
      if (size > this.#maxPageSize) this.excess = { argument, size };
      return { size, assumed: size };
    }
    if (!wantsRows(this.#variables)) return { size: 0, assumed: 0 };
    const count = first(this.#variables) ?? last(this.#variables);
    if (count === undefined || count === null) return { size: DEFAULT_PAGE_SIZE, assumed: ASSUMED_ROWS };
    // What no page can have is refused by the list itself, at no cost.
    const possible = typeof count === 'number' && count >= 0 && count <= this.#maxPageSize;
    return possible ? { size: count, assumed: count } : { size: 0, assumed: 0 };
  }
}

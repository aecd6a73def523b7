import type { GraphQLError } from 'graphql';
import { estimate } from '../../estimate/estimator.ts';
import type { Step } from '../../estimate/steps.ts';
import { ANY, type Variables } from '../../estimate/variable-values.ts';
import { refusal } from '../answer/refusal.ts';
import { LIMITS, tooComplex } from './limits.ts';

/**
 * What a list holds that nobody gave a size to, when it comes to what is asked of each of its rows. At most it is more,
 * but operations are refused for what they are likely to cost: their real calls have a limit of their own.
 */
const ASSUMED_ROWS = 10;

/** What an operation may cost. */
export interface CostLimits {
  /** `MAX_PAGE_SIZE`. */
  readonly maxPageSize: number;
  /** `MAX_UPSTREAM_CALLS`. */
  readonly maxUpstreamCalls: number;
  readonly maxRows: number;
  readonly maxCalls: number;
}

/** The limits of a gateway. Neither refuses what its other settings allow. */
export function costLimits(maxPageSize: number, maxUpstreamCalls: number): CostLimits {
  return {
    maxPageSize,
    maxUpstreamCalls,
    maxRows: Math.max(LIMITS.rows, maxPageSize),
    maxCalls: Math.max(LIMITS.calls, 16 * maxUpstreamCalls),
  };
}

/**
 * Makes the check of an operation: it adds up what the operation may read with some variables, and the error says what is
 * too much. What fits with whatever variables is known by having been asked once.
 */
export function costCheck(steps: readonly Step[], limits: CostLimits): (variables: Variables) => GraphQLError | null {
  let fits: boolean | undefined;
  return (variables) => {
    // How many ids an argument holds is known only by its value.
    fits ??= !namesObjects(steps) && checkCost(steps, ANY, limits) === null;
    return fits ? null : checkCost(steps, variables, limits);
  };
}

function namesObjects(steps: readonly Step[]): boolean {
  return steps.some(({ reads, below }) => reads?.kind === 'named' || namesObjects(below));
}

function checkCost(steps: readonly Step[], variables: Variables, limits: CostLimits): GraphQLError | null {
  const { maxPageSize, maxUpstreamCalls, maxRows, maxCalls } = limits;
  const terms = { maxPageSize, maxUpstreamCalls, unsizedRows: ASSUMED_ROWS };
  const { calls, rows, excess } = estimate(steps, variables, terms);
  if (excess !== null) {
    const { argument, size } = excess;
    const message = `\`${argument}\` may hold at most ${maxPageSize} ids or references; it holds ${size}.`;
    return refusal(400, 'BAD_USER_INPUT', message, { argument });
  }
  if (rows > maxRows) return tooComplex('rows, lists within lists multiplied', maxRows, rows);
  if (calls > maxCalls) return tooComplex('calls of CFW by an estimate', maxCalls, calls);
  return null;
}

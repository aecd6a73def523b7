import { type Arguments, reading } from '../../estimate/reads.ts';
import { isAny } from '../../estimate/variable-values.ts';
import { BATCH_SIZE } from '../../writes/item-result.ts';

/** What is read before and after a write. A list that is slow to show it is read more often. */
const READS_AROUND = 4;

/** So many values may be in the variables of an operation, so that no write has more rows than this. */
const MOST_ROWS = 20_000;

/**
 * What a write may cost: the reads around it, and its calls.
 *
 * @param list the field of its input that names many rows
 */
export function writeCost(operation: string, list?: string) {
  const rows = (args: Arguments) => {
    if (list === undefined) return 1;
    const named = isAny(args.input) ? args.input : (args.input as Arguments | null | undefined)?.[list];
    if (isAny(named)) return MOST_ROWS;
    return Array.isArray(named) ? named.length : 1;
  };
  const most = (args: Arguments) => READS_AROUND + Math.ceil(rows(args) / BATCH_SIZE);
  return reading({ kind: 'calls', operation, most, rows });
}

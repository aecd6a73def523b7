import { type Arguments, reading } from '../../estimate/reads.ts';
import { BATCH_SIZE } from '../../writes/item-result.ts';

/** What is read before and after a write. A list that is slow to show it is read more often. */
const READS_AROUND = 4;

/**
 * What a write may cost: the reads around it, and its calls.
 *
 * @param list the field of its input that names many rows
 */
export function writeCost(operation: string, list?: string) {
  const rows = (args: Arguments) => {
    const named = list === undefined ? null : (args.input as Arguments | null | undefined)?.[list];
    return Array.isArray(named) ? named.length : 1;
  };
  const most = (args: Arguments) => READS_AROUND + Math.ceil(rows(args) / BATCH_SIZE);
  return reading({ kind: 'calls', operation, most, rows });
}

import { CAPTURE_WRITES } from './captures.ts';
import { ENTRY_WRITES } from './entries.ts';
import { BATCH_WRITES } from './entry-batches.ts';
import type { Write } from './write.ts';

/** Every write that the simulator has. */
export const WRITES: readonly Write[] = [...CAPTURE_WRITES, ...ENTRY_WRITES, ...BATCH_WRITES];

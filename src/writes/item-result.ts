import type { CfwError } from '../cfw/decoding/errors.ts';
import type { ItemOutcome } from './write-report.ts';

/** The most rows in one call. No document has a limit; CFW's console takes so many in one import (cfw-more 1.4). */
export const BATCH_SIZE = 640;

/** What became of one of many, and why it failed where it did. */
export interface ItemResult {
  readonly outcome: ItemOutcome;
  /** As in `extensions.code` of an error; null where nothing failed. */
  readonly code: string | null;
  readonly message: string | null;
}

/** What became of a row that was to be deleted. */
export interface DeletedRow extends ItemResult {
  /** Its id as CFW lists it. Of one that CFW does not list, as UUIDs are written (RFC 9562, section 4). */
  readonly ownId: string;
}

/** An outcome that needs no reason. */
export function plain(outcome: ItemOutcome): ItemResult {
  return { outcome, code: null, message: null };
}

/** What CFW refused. */
export function failed({ code, message }: CfwError): ItemResult {
  return { outcome: 'FAILED', code, message };
}

import type { Call } from '../operations/call.ts';
import type { Agenda } from './agenda.ts';

/** A write that has been found right, and not yet been carried out. */
export interface Plan {
  /** `data` of the 200. */
  readonly data: unknown;
  readonly firewallId: string;
  readonly objectId?: string;
  /** How long after the answer CFW itself takes, in milliseconds. */
  readonly delayMs?: number;
  /** Does it, and returns the ids of the rows that it touched; none when there is nothing left to do. */
  carryOut(at: number, agenda: Agenda): readonly string[];
}

/** Looks at a write: what is to happen, or the `Refusal`. Changes nothing. */
export type WriteOperation = (call: Call) => Plan;

/** One write of CFW. */
export interface Write {
  /** The vendor's name of the call. */
  readonly operation: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Behind `/v1/{project_id}/`; a part in braces stands for any one segment. */
  readonly path: string;
  /** The right it needs. */
  readonly action: string;
  readonly plan: WriteOperation;
}

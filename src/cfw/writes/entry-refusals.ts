import { isRefusedByCfw } from '../decoding/error-codes.ts';
import type { CfwError } from '../decoding/errors.ts';

/**
 * CFW's codes for what is wrong with one entry (cfw-api 5.2), without their leading zeros: all addresses, a bad address
 * or address type, a duplicate, a private address, one too many.
 */
const OF_ENTRIES = /^(?:CFW\.)?0*(?:200022|200027|200028|200030|200041|400011|400012|400013)$/i;

/** Whether CFW refused for a reason that lies in one entry, and not in the call as a whole. */
export function concernsEntry({ upstream }: CfwError): boolean {
  return OF_ENTRIES.test(upstream?.errorCode ?? '');
}

/** The API gateway's word for a call that a site does not have: the batches are newer than many. */
export function isNoSuchCall(error: CfwError): boolean {
  return error.code === 'NOT_FOUND' && !isRefusedByCfw(error);
}

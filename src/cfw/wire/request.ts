/** Header names, in lower case, and their values. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** What is asked of an upstream in one HTTP request, before any credentials. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the slash on, without the endpoint's prefix; made of checked parts only. */
  readonly path: string;
  /** The canonical query string, without the question mark. */
  readonly query: string;
  /** A JSON text; undefined where there is none, as with every GET. */
  readonly body: string | undefined;
}

/** Which rows of a list: `limit` rows (1 to 1024) from row `offset` (0 or more) on. */
export interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** CFW refuses more rows than this in one call (cfw-api 1.1). */
export const MAX_LIMIT = 1024;

/** Stops a range that CFW cannot serve. The planner never makes one, so this is a fault of ours, not of the caller. */
export function assertRange({ offset, limit }: Range): void {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError('offset must be an integer of 0 or more');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`limit must be an integer from 1 to ${MAX_LIMIT}`);
  }
}

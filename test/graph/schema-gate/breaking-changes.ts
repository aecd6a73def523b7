import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What callers rely on beside the graph itself: `schema/promise.json`. */
export interface WiderPromise {
  readonly errorCodes: readonly string[];
  /** The versions of cursors that are understood. */
  readonly cursorVersions: readonly number[];
}

export interface Promised {
  readonly schema: string;
  /** Null where the release had no such file yet. */
  readonly wider: WiderPromise | null;
}

/**
 * What breaks callers of a release when they meet a later one: fields, arguments, types and values that are gone or
 * otherwise, error codes that no longer come, cursors that are no longer understood.
 */
export async function breakingChanges(before: Promised, now: Promised): Promise<string[]> {
  const changes = await diff(buildSchema(before.schema), buildSchema(now.schema));
  const ofGraph = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  const { errorCodes = [], cursorVersions = [] } = before.wider ?? {};
  const codes = errorCodes.filter((code) => !now.wider?.errorCodes.includes(code));
  const cursors = cursorVersions.filter((version) => !now.wider?.cursorVersions.includes(version));
  return [
    ...ofGraph.map(({ message }) => message),
    ...codes.map((code) => `Error code '${code}' was removed`),
    ...cursors.map((version) => `Cursors of version ${version} are no longer understood`),
  ];
}

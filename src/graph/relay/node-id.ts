import { fingerprint } from '../../paging/snapshot/fingerprint.ts';

/** Far above the longest id there is. */
export const MAX_ID_LENGTH = 1024;

/** What an opaque id says: a type of the graph and the parts of the object's key. */
export interface NodeId {
  readonly typename: string;
  readonly parts: readonly string[];
  /** Whether the id is one that this graph wrote, to the letter. Ids of other graphs are not. */
  readonly intact: boolean;
}

/** Writes an id: base64url of `Type:part:part~check`. The same object has the same id on every replica. */
export function writeNodeId(typename: string, ...parts: readonly string[]): string {
  const text = `${typename}:${parts.map(encodeURIComponent).join(':')}`;
  return Buffer.from(`${text}~${checkOf(text)}`).toString('base64url');
}

/** Reads an id; null when it is damaged. An id of another graph (`Type:…` in base64) is read, but is not `intact`. */
export function readNodeId(id: string): NodeId | null {
  const [, text, typename, key, check] =
    /^((\w+):([ -}]+?))(?:~([0-9a-z]{7}))?$/.exec(Buffer.from(id, 'base64').toString('latin1')) ?? [];
  if (text === undefined || typename === undefined || key === undefined) return null;
  if (check === undefined) return { typename, parts: [], intact: false };
  const parts = key.split(':').map(decoded);
  // Base64 can be written in several ways, of which only one is the id: clients compare ids as texts.
  return writeNodeId(typename, ...parts) === id ? { typename, parts, intact: true } : null;
}

/** A part that cannot be decoded is left as it is: no id is written with it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function checkOf(text: string): string {
  return fingerprint(text).toString(36).padStart(7, '0');
}

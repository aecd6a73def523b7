const UNRESERVED = /^[A-Za-z0-9_.~-]*$/;
const LEFT_BARE = /[!'()*]/g;

/** The parameters of a query. One that is undefined is left out; zeros and empty strings are sent. */
export type QueryParameters = Readonly<Record<string, string | number | undefined>>;

/** Percent-encodes all but the unreserved characters `A-Z a-z 0-9 - _ . ~`, in upper case (cfw-api 3.2, step 3). */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(LEFT_BARE, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The canonical query string: keys sorted by code unit, keys and values percent-encoded (cfw-api 3.2, step 3). It is
 * also what goes on the wire, so that what is signed and what is sent cannot differ.
 */
export function canonicalQuery(parameters: QueryParameters): string {
  let query = '';
  for (const key of Object.keys(parameters).sort()) {
    const value = parameters[key];
    if (value === undefined) continue;
    query += `${query === '' ? '' : '&'}${percentEncode(key)}=${percentEncode(String(value))}`;
  }
  return query;
}

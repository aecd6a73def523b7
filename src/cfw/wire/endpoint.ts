/** Where CFW (or IAM) answers: the parts of a base URL. */
export interface Endpoint {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  /** Host, with the port when it is not the scheme's own; what the Host header says. */
  readonly host: string;
  /** A path before every path of the API, without a slash at the end; mostly empty. */
  readonly prefix: string;
}

/** Reads a base URL such as `https://cfw.eu-west-101.myhuaweicloud.eu`; throws when it is no plain http(s) URL. */
export function readEndpoint(url: string): Endpoint {
  const { protocol, origin, host, pathname, username, password, search, hash } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('An endpoint must be an http or https URL.');
  if (username + password + search + hash !== '') {
    throw new TypeError('An endpoint must have no user, password, query or fragment.');
  }
  return { origin, host, prefix: pathname.replace(/\/+$/, '') };
}

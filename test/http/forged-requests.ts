/** A request that a page of another site can make a browser send, with what the browser adds. */
export interface ForgedRequest {
  readonly name: string;
  readonly init: RequestInit;
  readonly path: string;
}

export const QUERY = '/graphql?query={firewalls{totalCount}}';
const BODY = JSON.stringify({ query: '{ firewalls { totalCount } }' });
export const EVIL = 'https://evil.example';

// Node's fetch would not send some of these headers for a page, so they are sent as any client may send them.
const page = (headers: Record<string, string>): RequestInit => ({ headers });

export const FORGED_REQUESTS: readonly ForgedRequest[] = [
  {
    name: 'an image',
    init: page({ accept: 'image/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    path: QUERY,
  },
  {
    name: 'a script',
    init: page({ accept: '*/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    path: QUERY,
  },
  {
    name: 'a link',
    init: page({ accept: 'text/html', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    path: QUERY,
  },
  { name: 'a page of the same site', init: page({ 'sec-fetch-site': 'same-site' }), path: QUERY },
  { name: 'a fetch of an old browser', init: page({ origin: EVIL }), path: QUERY },
  { name: 'a fetch from a sandbox', init: page({ origin: 'null' }), path: QUERY },
  {
    name: 'a form',
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query={__typename}',
    },
    path: '/graphql',
  },
  {
    name: 'a form of text',
    init: { method: 'POST', headers: { 'content-type': 'text/plain' }, body: BODY },
    path: '/graphql',
  },
  {
    name: 'an upload',
    init: {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${BODY}\r\n--x--\r\n`,
    },
    path: '/graphql',
  },
  {
    name: 'a beacon',
    init: { method: 'POST', headers: { 'content-type': '' }, body: Buffer.from(BODY) },
    path: '/graphql',
  },
];

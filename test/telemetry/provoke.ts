import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';

export const TOKEN = 'CANARY_token_5e1d';
export const KEY = { ak: 'CANARY-ak-03', sk: 'CANARY-sk-77ab', securityToken: 'CANARY-security-token-19' };
export const USER = { domain: 'CANARY-domain', name: 'CANARY-user', password: 'CANARY-password-42' };
/** What the gateway may be told, must use, and may not tell operators or callers. */
export const SECRET = [
  TOKEN,
  ...Object.values(KEY),
  USER.password,
  'CANARY-cookie',
  'CANARY-authorization',
  'CANARY-router-secret',
];
/** What is the caller's own: it may come back to the caller, but operators have no business with it. */
export const PRIVATE = ['61237-61239', '203.0.113.77', 'CANARY-literal', 'CANARY-search', 'CANARY-header'];

/** What CFW may do wrong; its gateway is known to repeat requests and credentials in its messages. */
const faultsThatRepeat = (secrets: readonly string[]) => [
  [],
  [{ status: 400, errorCode: 'CFW.00200001', errorMsg: `refused ${secrets.join(' ')}` }],
  [{ status: 429, errorCode: 'APIGW.0308', errorMsg: 'policy user over ratelimit,limit:1,time:1 minute' }],
  [{ status: 500, rawBody: JSON.stringify({ error_code: secrets[0], error_msg: secrets.at(-1) }) }],
  [{ status: 404, headers: { 'x-request-id': secrets[0] } }],
  [{ body: 'html' }],
  [{ body: 'truncated' }],
  [{ body: 'wrongTypes' }],
  [{ body: 'empty' }],
  [{ reset: true }],
  [{ redirect: `http://127.0.0.1:9/?token=${secrets[0]}` }],
  // Last: some ways stop asking for a while once they have been refused.
  [{ status: 401, errorCode: 'APIGW.0301', errorMsg: `verify aksk signature fail, canonicalRequest:${secrets}` }],
];

const OPERATION = `query Canary($address: String) {
  listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, address: $address, port: "61237-61239") { totalCount nodes { port } }
  captureTasks(firewallId: "${FIREWALLS.documented}", first: 2) { nodes { name duration } }
  firewalls(search: "CANARY-search") { totalCount nodes { name protectedObjects { name } } }
}`;

/**
 * Asks a gateway in every way, under every fault of its simulator.
 *
 * @param repeated what CFW says back of the credentials it was sent
 * @returns all that callers and scrapers were answered
 */
export async function provoke(
  url: string,
  simulator: string,
  repeated: readonly string[],
  operation = OPERATION,
): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'x-auth-token': TOKEN,
    'x-explain': 'true',
    authorization: 'Bearer CANARY-authorization',
    cookie: 'session=CANARY-cookie',
    'x-something': 'CANARY-header',
  };
  let answers = '';
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(new URL(path, url), { ...init, headers });
    answers += JSON.stringify([...answer.headers]) + (await answer.text());
  };
  const post = (query: string, variables?: unknown) =>
    ask('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
  for (const faults of faultsThatRepeat(repeated)) {
    await fetch(`${simulator}/_simulator/faults`, { method: 'PUT', body: JSON.stringify({ faults }) });
    await post(operation, { address: '203.0.113.77' });
  }
  await fetch(`${simulator}/_simulator/faults`, { method: 'DELETE' });
  await post('{ CANARY-literal');
  await post('{ firewalls(search: 5, CANARY: "CANARY-literal") { totalCount } }');
  await post(operation, { address: { CANARY: '203.0.113.77' } });
  await ask('/graphql', { method: 'POST', body: '{"query":"CANARY-literal' });
  await ask(`/graphql?query=${encodeURIComponent('{ firewalls(search: "CANARY-search") { totalCount } }')}`, {});
  for (const path of ['/', '/metrics', '/ready', '/nothing?CANARY-literal']) await ask(path, {});
  return answers;
}

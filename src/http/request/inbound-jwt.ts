import { createPublicKey, type KeyObject } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { InboundJwtOptions } from '../../environment/access.ts';
import type { ProxyTo } from '../../environment/proxies.ts';
import { refusal } from '../answer/refusal.ts';
import type { Caller } from '../door/server-context.ts';
import { keySetFetch } from './key-set-fetch.ts';

/** Public keys only: with a shared secret, everyone who can check a token could make one. */
const ALGORITHMS_OF_KEY: Readonly<Record<string, readonly string[]>> = {
  rsa: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  'rsa-pss': ['PS256', 'PS384', 'PS512'],
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
  ed25519: ['EdDSA', 'Ed25519'],
};
const ALGORITHMS = [...new Set(Object.values(ALGORITHMS_OF_KEY).flat())];

/** How far the issuer's clock may be off. */
const CLOCK_TOLERANCE_SECONDS = 30;
const JWKS_TIMEOUT_MS = 5_000;
/** A longer name of a caller is cut: it goes into log lines. */
const MAX_SUBJECT = 256;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i;

/** Checks the JWT that callers bring where the gateway holds the credentials for CFW. */
export interface InboundJwt {
  /**
   * Who the caller is.
   *
   * @param authorization the header `Authorization`
   * @throws refusal 401 UNAUTHENTICATED, or 503 when the keys cannot be had
   */
  verify(authorization: string | null): Promise<Caller>;
}

/**
 * Gets the keys, and fails when there are none: a gateway that can let nobody in should not start.
 *
 * @param proxyTo the proxy on the way to a URL
 */
export async function createInboundJwt(options: InboundJwtOptions, proxyTo: ProxyTo): Promise<InboundJwt> {
  const { keys, issuer, audience, projectsClaim } = options;
  const claims = { issuer, audience, requiredClaims: ['exp'], clockTolerance: CLOCK_TOLERANCE_SECONDS };
  const check =
    'jwksUri' in keys ? await byKeySet(keys.jwksUri, proxyTo, claims) : byKey(createPublicKey(keys.publicKey), claims);
  return {
    async verify(authorization) {
      const token = BEARER.exec(authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('Send a JWT in the header Authorization: Bearer <token>.');
      const payload = await check(token).catch((error: unknown) => {
        throw failureOf(error);
      });
      if (TIMES.some((name) => !isTime(payload[name]))) throw unauthenticated(NOT_VALID);
      return {
        projects: projectsClaim === undefined ? undefined : projectsOf(payload[projectsClaim]),
        expiresAt: (payload.exp! + CLOCK_TOLERANCE_SECONDS) * 1000,
        subject: typeof payload.sub === 'string' ? payload.sub.slice(0, MAX_SUBJECT) : null,
        scopes: new Set([...wordsOf(payload.scope), ...wordsOf(payload.scp)]),
      };
    },
  };
}

/** Claims that are times. Those that are there must be: JSON has numbers, such as 1e999, by which a token never ends. */
const TIMES = ['exp', 'nbf', 'iat'];
/** The last second that a date of JavaScript can be. */
const LAST_SECOND = 8.64e12;

function isTime(claim: unknown): boolean {
  return claim === undefined || (typeof claim === 'number' && Math.abs(claim) <= LAST_SECOND);
}

type Check = (token: string) => Promise<JWTPayload>;

async function byKeySet(uri: string, proxyTo: ProxyTo, claims: JWTVerifyOptions): Promise<Check> {
  const fetched = keySetFetch(uri, proxyTo(uri));
  const keySet = createRemoteJWKSet(new URL(uri), { timeoutDuration: JWKS_TIMEOUT_MS, [customFetch]: fetched });
  await keySet.reload();
  return async (token) => (await jwtVerify(token, keySet, { ...claims, algorithms: ALGORITHMS })).payload;
}

function byKey(key: KeyObject, claims: JWTVerifyOptions): Check {
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? '';
  const algorithms = [...(ALGORITHMS_OF_KEY[kind] ?? [])];
  return async (token) => (await jwtVerify(token, key, { ...claims, algorithms })).payload;
}

/** The words of a claim: a text of words divided by spaces (RFC 8693, 4.2), or a list of words. */
function wordsOf(claim: unknown): readonly string[] {
  const list = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return list.filter((word) => typeof word === 'string' && word !== '');
}

/** A list of ids, or a text of ids divided by spaces or commas; anything else allows no project. */
function projectsOf(claim: unknown): ReadonlySet<string> {
  const list = typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
  return new Set(list.filter((id) => typeof id === 'string').map((id) => id.toLowerCase()));
}

const FAULTS_OF_TOKENS = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

const NOT_VALID = 'The JWT is not valid here. Get one from the issuer, and for the audience, of this gateway.';

function failureOf(error: unknown) {
  if (error instanceof errors.JWTExpired) return unauthenticated('The JWT has expired. Get a new one.');
  if (FAULTS_OF_TOKENS.some((kind) => error instanceof kind)) {
    return unauthenticated(NOT_VALID);
  }
  const message = 'The keys that JWTs are checked with cannot be had at the moment. Try again.';
  return refusal(503, 'UPSTREAM_UNAVAILABLE', message, { headers: { 'retry-after': '5' } });
}

function unauthenticated(message: string) {
  return refusal(401, 'UNAUTHENTICATED', message, { headers: { 'www-authenticate': 'Bearer' } });
}

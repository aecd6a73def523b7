import type { Credentials } from './cfw/credentials/credentials.ts';
import { serviceUser } from './cfw/credentials/iam.ts';
import { signingKey } from './cfw/credentials/signing-key.ts';
import type { InboundJwtOptions } from './environment/access.ts';
import type { ProxyTo } from './environment/proxies.ts';
import { EnvironmentError } from './environment/rules.ts';
import type { Environment } from './environment.ts';
import type { InboundJwt } from './http/request/inbound-jwt.ts';
import type { SharedTrials } from './shared/shared-state.ts';

/** How CFW lets the gateway in, and how the gateway lets callers in. */
export interface Access {
  /** Credentials of the gateway's own; undefined: each caller brings a token for CFW. */
  readonly credentials: Credentials | undefined;
  /** Undefined: callers need not tell who they are. */
  readonly inboundJwt: InboundJwt | undefined;
  close(): void;
}

/**
 * @param trials where other replicas sign with the same key
 * @throws EnvironmentError when the key set for JWTs cannot be had
 */
export async function openAccess(environment: Environment, trials?: SharedTrials): Promise<Access> {
  const { heldCredentials, inboundJwt, upstreamTimeoutMs, proxyTo } = environment;
  const jwt = inboundJwt && (await verifierOf(inboundJwt, proxyTo).catch(refuseKeySet));
  if (heldCredentials?.kind === 'service user') {
    const user = serviceUser({
      ...heldCredentials,
      timeoutMs: upstreamTimeoutMs,
      proxy: proxyTo(heldCredentials.endpoint),
    });
    return { credentials: user, inboundJwt: jwt, close: () => user.close() };
  }
  const credentials = heldCredentials && signingKey(heldCredentials, trials);
  return { credentials, inboundJwt: jwt, close: () => undefined };
}

/** What verifies JWTs is loaded only where callers must bring them. */
async function verifierOf(options: InboundJwtOptions, proxyTo: ProxyTo): Promise<InboundJwt> {
  return (await import('./http/request/inbound-jwt.ts')).createInboundJwt(options, proxyTo);
}

function refuseKeySet(error: unknown): never {
  if (error instanceof EnvironmentError) throw error;
  const fault = error instanceof Error ? error.message : String(error);
  throw new EnvironmentError(
    `JWT_JWKS_URI must answer with a JSON Web Key Set; it does not (${fault}). Example: JWT_JWKS_URI=https://login.example.com/.well-known/jwks.json`,
  );
}

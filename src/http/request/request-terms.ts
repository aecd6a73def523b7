import { type Credentials, forwardedToken, MAX_TOKEN_LENGTH } from '../../cfw/credentials/credentials.ts';
import type { Tenant } from '../../cfw/credentials/tenant.ts';
import { CfwError } from '../../cfw/decoding/errors.ts';
import { projectIdOf } from '../../cfw/decoding/identifiers.ts';
import type { Caller } from '../door/server-context.ts';

/** Reads one header of a request; null when it is absent. */
export type HeaderReader = (name: string) => string | null;

/** How the gateway is let in by CFW, and for which project when a request names none. */
export interface TenantDefaults {
  readonly projectId: string | undefined;
  /** Credentials of the gateway's own; undefined: each caller's `X-Auth-Token` is handed on. */
  readonly credentials: Credentials | undefined;
  /** A token for callers that bring none; only the embedded simulator has one. */
  readonly fallbackToken: string | undefined;
}

/**
 * Who a request is made for: the credentials, the project (`X-Project-Id`) and the language (`X-Language`).
 *
 * @param caller who asks, where that is known
 * @throws CfwError UNAUTHENTICATED without credentials, BAD_USER_INPUT for a project id that is none, FORBIDDEN for a
 *   project that the caller may not use
 */
export function tenantOf(header: HeaderReader, defaults: TenantDefaults, caller: Caller | undefined): Tenant {
  const credentials = defaults.credentials ?? forwardedToken(header('x-auth-token') ?? defaults.fallbackToken);
  if (!credentials.identity) {
    const length = header('x-auth-token')?.length ?? 0;
    throw new CfwError(
      'UNAUTHENTICATED',
      length > MAX_TOKEN_LENGTH
        ? `The token in X-Auth-Token has ${length} characters; CFW takes at most ${MAX_TOKEN_LENGTH}. Get one without a catalog.`
        : 'Send a valid IAM token of your project in the X-Auth-Token header.',
    );
  }
  const named = header('x-project-id') ?? defaults.projectId;
  if (named === undefined) {
    throw new CfwError('BAD_USER_INPUT', 'Name the project: send its id, 32 hex digits, in the X-Project-Id header.');
  }
  const projectId = projectIdOf(named);
  if (caller?.projects !== undefined && !caller.projects.has(projectId)) {
    throw new CfwError('FORBIDDEN', 'Your JWT does not allow this project. Name one that it allows in X-Project-Id.');
  }
  return { projectId, credentials, language: header('x-language') ?? undefined };
}

import type { Iam, IssuedToken } from '../access/iam.ts';
import { PROJECT_NAMES } from '../known.ts';
import { refuseIam } from '../refusals/errors.ts';

/** What a well-formed request for a token may hold. Everything is checked before it is believed. */
interface TokenRequest {
  auth?: {
    identity?: {
      methods?: unknown;
      password?: { user?: { name?: unknown; password?: unknown; domain?: { name?: unknown } } };
    };
    scope?: { project?: { id?: unknown; name?: unknown } };
  };
}

/**
 * POST /v3/auth/tokens: a token for a name and a password.
 * Not simulated: the methods `hw_ak_sk`, `assume_role` and `totp`, user and domain ids, roles, and the catalog, which
 * is empty without `nocatalog`.
 * @returns the token, for the header X-Subject-Token, and the body of the 201
 */
export function issueToken(iam: Iam, body: string, projects: readonly string[], withCatalog: boolean) {
  const { auth } = parse(body);
  const user = auth?.identity?.password?.user;
  const methods = auth?.identity?.methods;
  if (!Array.isArray(methods) || !methods.includes('password') || !user) {
    throw refuseIam(400, 'Expecting to find valid identity in request.');
  }
  const issued = iam.issue(
    { domain: user.domain?.name, name: user.name, password: user.password },
    projectOf(auth?.scope?.project, projects),
  );
  return { token: issued.token, body: JSON.stringify({ token: described(issued, withCatalog) }) };
}

function parse(body: string): TokenRequest {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Refused below, like every other body that is no object.
  }
  throw refuseIam(400, 'The request body is invalid.');
}

/** The id of the project in the scope, named by id or by name; null without a scope. */
function projectOf(asked: { id?: unknown; name?: unknown } | undefined, projects: readonly string[]): string | null {
  if (!asked) return null;
  const found = projects.find((id) => id === asked.id || (asked.id === undefined && nameOf(id) === asked.name));
  if (found === undefined) throw refuseIam(404, `Could not find project: ${asked.id ?? asked.name}.`);
  return found;
}

function nameOf(projectId: string): string {
  return PROJECT_NAMES[projectId] ?? projectId;
}

function described({ user, projectId, issuedAt, expiresAt }: IssuedToken, withCatalog: boolean) {
  const domain = { id: user.domain, name: user.domain };
  return {
    expires_at: microseconds(expiresAt),
    issued_at: microseconds(issuedAt),
    methods: ['password'],
    ...(withCatalog ? { catalog: [] } : {}),
    roles: [],
    ...(projectId === null ? { domain } : { project: { id: projectId, name: nameOf(projectId), domain } }),
    user: { id: user.name, name: user.name, password_expires_at: '', domain },
  };
}

/** IAM writes six digits behind the second. */
function microseconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000Z');
}

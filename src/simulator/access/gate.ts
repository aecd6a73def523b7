import { refuseIdentity, refuseProject } from '../refusals/errors.ts';
import type { Iam } from './iam.ts';
import type { KeyRing } from './key-ring.ts';
import { parseAuthorization, type SignedRequest } from './signature.ts';

/**
 * The API gateway's question before every call of CFW: who is this, and may they use the project?
 * Not simulated: key pairs bound to a project. Rights below the project are in `rights.ts`.
 */
export class Gate {
  readonly #iam: Iam;
  readonly #keys: KeyRing;
  readonly #projects: ReadonlySet<string>;

  constructor(iam: Iam, keys: KeyRing, projects: Iterable<string>) {
    this.#iam = iam;
    this.#keys = keys;
    this.#projects = new Set(projects);
  }

  /** The credential that opens the project: a token or an AK. Throws a `Refusal` (401 or 403) when none does. */
  admit(request: SignedRequest, projectId: string): string {
    const authorization = request.headers.authorization;
    if (typeof authorization === 'string') {
      const parsed = parseAuthorization(authorization);
      if (!parsed) throw refuseIdentity('verify aksk signature fail,Authorization format incorrect');
      this.#keys.verify(request, parsed);
      if (!this.#projects.has(projectId)) throw refuseProject();
      return parsed.access;
    }
    const token = request.headers['x-auth-token'];
    if (typeof token !== 'string' || token === '') throw refuseIdentity('x-auth-token not found');
    const scope = this.#iam.projectOf(token);
    if (!this.#projects.has(projectId) || (scope !== undefined && scope !== projectId)) throw refuseProject();
    return token;
  }
}

import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { IamUser } from '../options.ts';
import { refuseIam, refuseIdentity, refuseOldToken } from '../refusals/errors.ts';

const DAY_MS = 86_400_000;
/** Every token of this IAM begins so; real ones begin alike and are several times longer. */
const TOKEN_PREFIX = 'MIISimulator';

/** A token that IAM has issued. */
export interface IssuedToken {
  readonly token: string;
  readonly user: IamUser;
  /** Null: a token without a project, which opens nothing in CFW. */
  readonly projectId: string | null;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The tokens of the simulated IAM. */
export class Iam {
  /** How long a token issued from now on lives. */
  lifetimeMs = DAY_MS;
  readonly #clock: Clock;
  readonly #users: readonly IamUser[];
  readonly #issued = new Map<string, IssuedToken>();

  constructor(users: readonly IamUser[], clock: Clock) {
    this.#clock = clock;
    this.#users = users;
  }

  /** Issues a token, or throws IAM's refusal. Older tokens of the user stay good. */
  issue(login: { domain: unknown; name: unknown; password: unknown }, projectId: string | null): IssuedToken {
    const user = this.#users.find(({ domain, name }) => domain === login.domain && name === login.name);
    if (!user || user.password !== login.password) throw refuseIam(401, 'The username or password is wrong.');
    if (projectId !== null && user.projects && !user.projects.includes(projectId)) {
      throw refuseIam(403, 'You are not authorized to perform the requested action.');
    }
    const issuedAt = this.#clock.now();
    const token = TOKEN_PREFIX + createHash('sha512').update(randomUUID()).digest('base64').repeat(6);
    const issued = { token, user, projectId, issuedAt, expiresAt: issuedAt + this.lifetimeMs };
    this.#issued.set(token, issued);
    return issued;
  }

  /** Ends every token issued so far. */
  revokeAll(): void {
    for (const token of this.#issued.keys()) this.#issued.set(token, { ...this.#known(token), expiresAt: 0 });
  }

  /**
   * The project a token is good for: null for none, undefined for every one. Throws when the token is no longer good.
   * Any text is a token of its own here and opens every project, except what looks like a token of this IAM, and the
   * two kinds made for tests: `expired…` and `invalid…`.
   */
  projectOf(token: string): string | null | undefined {
    if (token.startsWith('expired')) throw refuseOldToken();
    if (token.startsWith('invalid')) throw refuseIdentity('decrypt token fail');
    if (!token.startsWith(TOKEN_PREFIX)) return undefined;
    const issued = this.#known(token);
    if (this.#clock.now() >= issued.expiresAt) throw refuseOldToken();
    return issued.projectId;
  }

  #known(token: string): IssuedToken {
    const issued = this.#issued.get(token);
    if (!issued) throw refuseIdentity('decrypt token fail');
    return issued;
  }
}

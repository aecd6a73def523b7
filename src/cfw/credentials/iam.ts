import { scryptSync } from 'node:crypto';
import { RecentMap } from '../../memory/recent-map.ts';
import { CfwError } from '../decoding/errors.ts';
import { readEndpoint } from '../wire/endpoint.ts';
import { createTransport, type Transport } from '../wire/transport.ts';
import { type Admission, type Credentials, identityOf, keyOf, type Pass } from './credentials.ts';
import { iamFault, iamRefusal } from './iam-errors.ts';
import { readToken, type Token } from './iam-token.ts';

export interface ServiceUserOptions {
  /** Base URL of IAM, such as `https://iam.eu-west-101.myhuaweicloud.eu` (cfw-api, section 4). */
  readonly endpoint: string;
  readonly domain: string;
  readonly username: string;
  readonly password: string;
  /** Most milliseconds of one login. */
  readonly timeoutMs: number;
  /** The proxy on the way to IAM, with its user and password; undefined: none. */
  readonly proxy?: URL | undefined;
}

/** Credentials that hold connections to IAM of their own. */
export interface ServiceUser extends Credentials {
  close(): void;
}

/** An IAM user of the gateway's own, who logs in for a token per project (cfw-api 3.1). One object for the process. */
export function serviceUser(options: ServiceUserOptions): ServiceUser {
  return new ServiceUserCredentials(options);
}

const MAX_PROJECTS = 1024;
/** After a login that failed while the old token is still good, this long passes before the next. */
const RENEWAL_PAUSE_MS = 30_000;
/** IAM locks a user who is refused too often, so a refused login is not repeated for a while. */
const REFUSAL_PAUSE_MS = 5 * 60_000;
/** A project for which CFW refuses even a fresh token is left alone for a while: another login would not help. */
const PROJECT_PAUSE_MS = 10_000;

class ServiceUserCredentials implements ServiceUser {
  readonly identity: string;
  readonly advice = 'The operator of this gateway should check its service user in IAM.';
  readonly #options: ServiceUserOptions;
  readonly #transport: Transport;
  readonly #tokens = new RecentMap<string, Token>(MAX_PROJECTS);
  readonly #logins = new Map<string, Promise<Token>>();
  readonly #pausedProjects = new RecentMap<string, number>(MAX_PROJECTS);
  #refused: { readonly error: CfwError; readonly until: number } | null = null;
  /** Until IAM has taken the password, logins go one by one, so that a wrong one is not sent for many projects. */
  #trusted = false;
  #lastLogin: Promise<unknown> = Promise.resolve();
  #stretched: Buffer | undefined;

  constructor(options: ServiceUserOptions) {
    this.#options = options;
    this.#transport = createTransport(readEndpoint(options.endpoint), { proxy: options.proxy });
    this.identity = identityOf('user', options.endpoint, options.domain, options.username, options.password);
  }

  authorize({ projectId }: Admission): Pass | Promise<Pass> {
    const token = this.#tokens.get(projectId);
    if (token !== undefined && Date.now() < token.renewAt) return this.#pass(projectId, token);
    return this.#renewed(projectId, token).then((renewed) => this.#pass(projectId, renewed));
  }

  conceal(text: string): string {
    let plain = text;
    for (const { text: token } of this.#tokens.values()) plain = plain.replaceAll(token, '…');
    return plain;
  }

  /** A password can be guessed, so that trying one must cost something to whoever reads what is shared. */
  derive(purpose: string): Buffer {
    const { endpoint, domain, username, password } = this.#options;
    this.#stretched ??= scryptSync(password, JSON.stringify([endpoint, domain, username]), 32);
    return keyOf(this.#stretched, `user ${purpose}`);
  }

  close(): void {
    this.#transport.close();
  }

  #pass(projectId: string, token: Token): Pass {
    return {
      headers: { 'x-auth-token': token.text },
      ended: (answer) => answer !== null && this.#ended(projectId, token, answer.status),
    };
  }

  #ended(projectId: string, token: Token, status: number): boolean {
    if (status !== 401) {
      token.accepted ||= status < 500;
      return false;
    }
    // Others may have renewed it meanwhile.
    if (this.#tokens.get(projectId) === token) this.#tokens.delete(projectId);
    if (!token.accepted) this.#pausedProjects.set(projectId, Date.now() + PROJECT_PAUSE_MS);
    return token.accepted;
  }

  /** A new token, by one login for all who wait; the old one when IAM cannot give one and it is still good. */
  async #renewed(projectId: string, old: Token | undefined): Promise<Token> {
    let login = this.#logins.get(projectId);
    if (login === undefined) {
      const turn = this.#trusted ? Promise.resolve() : this.#lastLogin;
      login = turn.then(() => this.#login(projectId)).finally(() => this.#logins.delete(projectId));
      this.#logins.set(projectId, login);
      this.#lastLogin = login.catch(() => undefined);
    }
    try {
      return await login;
    } catch (error) {
      if (old === undefined || Date.now() >= old.expiresAt) throw error;
      old.renewAt = Date.now() + RENEWAL_PAUSE_MS;
      return old;
    }
  }

  async #login(projectId: string): Promise<Token> {
    if (this.#refused !== null && Date.now() < this.#refused.until) throw this.#refused.error;
    if (Date.now() < (this.#pausedProjects.get(projectId) ?? 0)) {
      throw new CfwError('UNAUTHENTICATED', `CFW does not accept the service user of this gateway. ${this.advice}`);
    }
    const { domain, username, password, timeoutMs } = this.#options;
    const user = { name: username, password, domain: { name: domain } };
    const body = JSON.stringify({
      auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { id: projectId } } },
    });
    const request = { method: 'POST', path: '/v3/auth/tokens', query: 'nocatalog=true', body } as const;
    const headers = { 'content-type': 'application/json;charset=utf8' };
    const answer = await this.#transport
      .send(request, headers, timeoutMs, new AbortController().signal)
      .catch((error: unknown) => {
        throw iamFault(error);
      });
    const token = readToken(answer);
    if (token === null) {
      const error = iamRefusal(answer.status, answer.header('x-subject-token'));
      if (answer.status === 401) {
        this.#refused = { error, until: Date.now() + REFUSAL_PAUSE_MS };
        this.#trusted = false;
      }
      throw error;
    }
    this.#trusted = true;
    this.#tokens.set(projectId, token);
    return token;
  }
}

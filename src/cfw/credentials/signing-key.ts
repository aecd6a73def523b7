import type { SharedTrials } from '../../shared/shared-state.ts';
import { readErrorBody } from '../decoding/error-body.ts';
import type { Answer } from '../wire/answer.ts';
import { type Admission, type Credentials, identityOf, keyOf, type Pass } from './credentials.ts';
import { Probation } from './probation.ts';
import { type SigningKey, signRequest } from './signer.ts';

/**
 * The gateway's own key pair, with which it signs every attempt (cfw-api 3.2). One object for the whole process.
 *
 * @param trials where other replicas sign with the same key
 */
export function signingKey(key: SigningKey, trials?: SharedTrials): Credentials {
  return new SigningKeyCredentials(key, trials);
}

class SigningKeyCredentials implements Credentials {
  readonly identity: string;
  readonly advice = 'The operator of this gateway should check HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK and the clock.';
  readonly #key: SigningKey;
  readonly #probation: Probation;
  /** How far the upstream's clock is ahead of ours, in milliseconds. */
  #clockOffset = 0;

  constructor(key: SigningKey, trials: SharedTrials | undefined) {
    this.#key = key;
    this.#probation = new Probation(
      trials && {
        enter: (projectId) => trials.enter(this, projectId),
        leave: (projectId, accepted) => trials.leave(this, projectId, accepted),
      },
    );
    this.identity = identityOf('key', key.accessKey, key.secretKey, key.securityToken ?? '');
  }

  authorize(admission: Admission): Pass | Promise<Pass> {
    if (this.#probation.passed) return this.#pass(admission);
    return this.#probation.enter(admission.projectId, this.advice).then(() => this.#pass(admission));
  }

  conceal(text: string): string {
    // The secret key itself is never sent, so no upstream can say it.
    const { accessKey, securityToken } = this.#key;
    const plain = text.replaceAll(accessKey, '…');
    return securityToken === undefined ? plain : plain.replaceAll(securityToken, '…');
  }

  derive(purpose: string): Buffer {
    const { accessKey, secretKey, securityToken = '' } = this.#key;
    return keyOf(JSON.stringify([accessKey, secretKey, securityToken]), `key ${purpose}`);
  }

  #pass({ request, endpoint, projectId }: Admission): Pass {
    const headers = signRequest(
      {
        method: request.method,
        host: endpoint.host,
        path: `${endpoint.prefix}${request.path}`,
        query: request.query,
        headers: { 'content-type': 'application/json', 'x-project-id': projectId },
        body: request.body ?? '',
      },
      this.#key,
      Date.now() + this.#clockOffset,
    );
    return { headers, ended: (answer) => this.#ended(projectId, answer) };
  }

  #ended(projectId: string, answer: Answer | null): boolean {
    const expired = answer?.status === 401 && /signature expired/i.test(readErrorBody(answer.body).message ?? '');
    const serverTime = expired ? Date.parse(answer.header('date') ?? '') : Number.NaN;
    if (!Number.isNaN(serverTime)) {
      this.#clockOffset = serverTime - Date.now();
      this.#probation.leave(projectId, null);
      return true;
    }
    this.#probation.leave(projectId, verdict(answer));
    return false;
  }
}

/** What an answer says of the signature: throttled, failed or cut calls say nothing. */
function verdict(answer: Answer | null): boolean | null {
  if (answer === null || answer.status === 429 || answer.status >= 500) return null;
  return answer.status !== 401;
}

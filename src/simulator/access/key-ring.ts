import type { Clock } from '../clock.ts';
import type { KeyPair } from '../options.ts';
import { type Refusal, refuseIdentity } from '../refusals/errors.ts';
import { type Authorization, canonicalRequest, type SignedRequest, sdkDateMs, signatureOf } from './signature.ts';

const MAX_SKEW_MS = 15 * 60_000;
const LOCK_MS = 5 * 60_000;
/** "More than 5" bad signatures in a row lock a key. */
const BAD_SIGNATURES_ALLOWED = 5;

interface Attempts {
  bad: number;
  lockedUntil: number;
}

/** Checks signed requests against the key pairs it holds, and locks a key that is guessed at. */
export class KeyRing {
  readonly #clock: Clock;
  readonly #keys: ReadonlyMap<string, { key: KeyPair; attempts: Attempts }>;

  constructor(keys: readonly KeyPair[], clock: Clock) {
    this.#clock = clock;
    this.#keys = new Map(keys.map((key) => [key.ak, { key, attempts: { bad: 0, lockedUntil: 0 } }]));
  }

  /** Returns when the signature is right; throws a `Refusal` (401 APIGW.0301) otherwise. */
  verify(request: SignedRequest, authorization: Authorization): void {
    const known = this.#keys.get(authorization.access);
    const token = request.headers['x-security-token'];
    if (!known || (known.key.securityToken !== undefined && known.key.securityToken !== token)) {
      throw refuseIdentity(`Get secretKey failed,ak:${authorization.access},err:ak not exist`);
    }
    const { key, attempts } = known;
    const now = this.#clock.now();
    if (now < attempts.lockedUntil) throw refuseIdentity('AK access failed to reach the limit,forbidden');

    const sdkDate = String(request.headers['x-sdk-date'] ?? '');
    const canonical = canonicalRequest(request, authorization.signedHeaders);
    const covers = ['host', 'x-sdk-date'].every((name) => authorization.signedHeaders.includes(name));
    if (!covers || signatureOf(canonical, sdkDate, key.sk) !== authorization.signature) {
      throw this.#bad(attempts, canonical, now);
    }
    attempts.bad = 0;
    if (!(Math.abs(sdkDateMs(sdkDate) - now) <= MAX_SKEW_MS)) {
      const serverTime = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
      throw refuseIdentity(`signature expired, signature time:${sdkDate},server time:${serverTime}`);
    }
  }

  /** The text echoes the canonical request, as the vendor's does: a gateway must not pass it on. */
  #bad(attempts: Attempts, canonical: string, now: number): Refusal {
    attempts.bad += 1;
    if (attempts.bad > BAD_SIGNATURES_ALLOWED) {
      attempts.bad = 0;
      attempts.lockedUntil = now + LOCK_MS;
    }
    return refuseIdentity(`verify aksk signature fail,canonicalRequest:${canonical.replaceAll('\n', '|')}`);
  }
}

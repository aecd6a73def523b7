import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { RecentMap } from '../../memory/recent-map.ts';
import type { Secret } from '../secret.ts';

const PREFIX = 'cfw-graphql:';
const MAX_SECRETS = 2048;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A name in Redis that tells nothing of what it stands for. */
export function digestName(kind: string, text: string): string {
  return `${PREFIX}${kind}:${createHash('sha256').update(text).digest('base64url')}`;
}

interface Keys {
  readonly names: Buffer;
  readonly texts: Buffer;
}

/** Names and hides what belongs to a credential, with keys that follow from it. */
export class Sealing {
  readonly #known = new RecentMap<string, Keys>(MAX_SECRETS);

  /** A name in Redis that only those with the credential can find. */
  name(secret: Secret, kind: string, text: string): string {
    return `${PREFIX}${kind}:${createHmac('sha256', this.#keysOf(secret).names).update(text).digest('base64url')}`;
  }

  /** Encrypts a text (AES-256-GCM); `name` is what it is kept under, and it can be read nowhere else. */
  seal(secret: Secret, name: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keysOf(secret).texts, iv).setAAD(Buffer.from(name));
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** The text that was sealed; null for what this credential has not sealed under this name. */
  open(secret: Secret, name: string, sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length < IV_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#keysOf(secret).texts, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  #keysOf(secret: Secret): Keys {
    let keys = this.#known.get(secret.identity);
    if (keys === undefined) {
      keys = { names: secret.derive('names'), texts: secret.derive('texts') };
      this.#known.set(secret.identity, keys);
    }
    return keys;
  }
}

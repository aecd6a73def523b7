import { CfwError } from '../decoding/errors.ts';
import { checkLanguage, checkProjectId } from '../decoding/identifiers.ts';
import type { Credentials } from './credentials.ts';

/** Who calls, for which project. */
export interface Tenant {
  /** 32 hexadecimal digits, in lower case. */
  readonly projectId: string;
  readonly credentials: Credentials;
  /** What X-Language asks CFW to write its messages in; English when absent. */
  readonly language?: string | undefined;
}

/** Refuses a tenant that may not go on the wire or into a key. One without an identity is nobody, and gets nothing. */
export function checkTenant({ projectId, credentials, language }: Tenant): void {
  checkProjectId(projectId);
  if (language !== undefined) checkLanguage(language);
  if (!credentials.identity) {
    throw new CfwError('UNAUTHENTICATED', 'Send a valid IAM token of your project in the X-Auth-Token header.');
  }
}

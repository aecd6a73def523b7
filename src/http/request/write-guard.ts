import type { IncomingMessage } from 'node:http';
import { refusal } from '../answer/refusal.ts';
import type { Caller } from '../door/server-context.ts';
import { isFromAnotherSite } from './forgery-guard.ts';

/** What a request must be to write. */
export interface WriteRules {
  /** `ALLOW_WRITES`. */
  readonly allowWrites: boolean;
  /** What a JWT must say, where the gateway lends its own credentials; undefined: callers have their own rights. */
  readonly writeScope: string | undefined;
  /** Web origins whose pages may ask from a browser. */
  readonly corsOrigins: readonly string[];
}

/**
 * Lets a mutation pass only where writes are on, from nobody's page that may not, by POST, and by a caller who may.
 *
 * @throws refusal 405, or 403 FORBIDDEN
 */
export function guardWrite(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  caller: Caller | undefined,
  rules: WriteRules,
): void {
  if (request.method !== 'POST') {
    throw refusal(405, 'GRAPHQL_VALIDATION_FAILED', 'Send a mutation by POST.', { headers: { allow: 'POST' } });
  }
  if (!rules.allowWrites) {
    throw refusal(
      403,
      'FORBIDDEN',
      'This gateway only reads. Its operator can switch writes on with ALLOW_WRITES=true.',
    );
  }
  const { origin } = request.headers;
  if (isFromAnotherSite(request) && !(origin !== undefined && rules.corsOrigins.includes(origin))) {
    throw refusal(403, 'FORBIDDEN', 'A page of another site may not write. The operator can allow it in CORS_ORIGINS.');
  }
  const { writeScope } = rules;
  if (writeScope !== undefined && caller?.scopes.has(writeScope) !== true) {
    throw refusal(403, 'FORBIDDEN', `Your JWT does not allow writes: it must say ${writeScope} in scope or scp.`);
  }
}

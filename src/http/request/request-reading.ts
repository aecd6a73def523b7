import type { TrustedDocumentsSettings } from '../../environment/trusted-documents.ts';
import { acceptedType, acceptsEventStream } from '../answer/negotiation.ts';
import { refusal } from '../answer/refusal.ts';
import type { Admission } from '../door/admission.ts';
import { type Asked, headerOf, type ServerContext } from '../door/server-context.ts';
import { explainedBy } from './explain.ts';
import { guardAgainstForgery } from './forgery-guard.ts';
import { type GraphQLParams, readParams } from './graphql-params.ts';
import type { InboundJwt } from './inbound-jwt.ts';

export interface RequestReadingOptions {
  readonly admission: Admission;
  /** Checks who asks; undefined: nobody needs to tell. */
  readonly inboundJwt: InboundJwt | undefined;
  readonly allowExplain: boolean;
  /** Whether a GET must carry a header that other sites cannot send. */
  readonly strictGets: boolean;
  readonly trustedDocuments: TrustedDocumentsSettings | undefined;
}

/**
 * Reads a GraphQL request: who sent it, whether it may, and what it asks for.
 *
 * @throws refusal for what is wrong with it
 */
export async function readRequest(context: ServerContext, options: RequestReadingOptions): Promise<GraphQLParams> {
  const { req, res, deadline } = context;
  const { admission, inboundJwt, allowExplain, strictGets, trustedDocuments } = options;
  guardAgainstForgery(req, strictGets);
  if (acceptedType(req.headers.accept) === null && !acceptsEventStream(req.headers.accept)) {
    throw refusal(
      406,
      'BAD_USER_INPUT',
      'Accept application/json, application/graphql-response+json, or text/event-stream.',
    );
  }
  checkExplain(req, allowExplain);
  if (inboundJwt !== undefined) context.caller = await inboundJwt.verify(headerOf(req, 'authorization'));
  const batches = trustedDocuments?.mode === 'only' ? UNTRUSTED_BATCH : BATCH;
  const params = await readParams(req, deadline.signal, batches);
  // Only a request that is here as a whole takes a place: a slow sender takes none.
  const turn = admission.enter(res);
  if (turn !== undefined) await turn;
  return params;
}

const BATCHES_ARE_OFF = 'Send one operation per request: batches are off.';
const BATCH = refusal(400, 'BAD_USER_INPUT', BATCHES_ARE_OFF);
/** Where nothing but trusted documents is executed, a batch is something else. */
const UNTRUSTED_BATCH = refusal(403, 'FORBIDDEN', BATCHES_ARE_OFF);

/** @throws refusal 403 when it is asked what an operation cost, and that is not told */
export function checkExplain({ headers }: Asked['req'], allowExplain: boolean): void {
  if (allowExplain || explainedBy(headers['x-explain']) === null) return;
  throw refusal(403, 'FORBIDDEN', 'Explain is switched off on this gateway. Leave the X-Explain header out.');
}

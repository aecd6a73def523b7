import type { Plugin } from 'graphql-yoga';
import type { Admission } from './admission.ts';
import { guardAgainstForgery } from './forgery-guard.ts';
import { type GraphQLParams, readParams } from './graphql-params.ts';
import type { InboundJwt } from './inbound-jwt.ts';
import { acceptedType } from './media-type.ts';
import { refusal } from './refusal.ts';
import { headerOf, type ServerContext } from './server-context.ts';

export interface RequestReadingOptions {
  readonly admission: Admission;
  /** Checks who asks; undefined: nobody needs to tell. */
  readonly inboundJwt: InboundJwt | undefined;
  readonly allowExplain: boolean;
  /** Whether a GET must carry a header that other sites cannot send. */
  readonly strictGets: boolean;
}

/** Reads a GraphQL request: who sent it, whether it may, and what it asks for. What is wrong with it is refused here. */
export function requestReading(options: RequestReadingOptions): Plugin<object, ServerContext> {
  const { admission, inboundJwt, allowExplain, strictGets } = options;

  function read({ req, res, deadline }: ServerContext): GraphQLParams | Promise<GraphQLParams> {
    // Only a request that is here as a whole takes a place: a slow sender takes none.
    const admitted = (params: GraphQLParams) => admission.enter(res)?.then(() => params) ?? params;
    const params = readParams(req, deadline.signal);
    return params instanceof Promise ? params.then(admitted) : admitted(params);
  }

  return {
    async onRequestParse({ serverContext, setRequestParser }) {
      const { req } = serverContext;
      guardAgainstForgery(req, strictGets);
      if (acceptedType(req.headers.accept) === null) {
        throw refusal(406, 'BAD_USER_INPUT', 'Accept application/json or application/graphql-response+json.');
      }
      if (!allowExplain && req.headers['x-explain'] === 'true') {
        throw refusal(403, 'FORBIDDEN', 'Explain is switched off on this gateway. Leave the X-Explain header out.');
      }
      setRequestParser(() => read(serverContext) as Promise<never>);
      if (inboundJwt !== undefined) {
        serverContext.caller = await inboundJwt.verify(headerOf(req, 'authorization'));
      }
    },
  };
}

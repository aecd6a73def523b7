import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import got, { Options, type Request, type RequestFunction } from 'got';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { type Answer, receive } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import type { RequestHeaders, UpstreamRequest } from './request.ts';
import { type Route, routeTo } from './route.ts';

/** The most bytes that the headers of an answer may have: what the vendor's API gateway takes (cfw-api 3.1). */
const MAX_HEADER_BYTES = 128 * 1024;

/** One HTTP exchange with an upstream: no retry, no redirect, no cookie. */
export interface Transport {
  /** Sends one request. Rejects with a TransportError when there is no whole answer within `timeoutMs`. */
  send(request: UpstreamRequest, headers: RequestHeaders, timeoutMs: number, signal: LeavingSignal): Promise<Answer>;
  /** Closes every connection. */
  close(): void;
}

// Sent with every request; nothing else of the caller goes along. CFW's SDKs send the content type with GETs too.
const FIXED_HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'cfw-graphql',
};

export interface TransportOptions {
  /**
   * `fresh`: each request has a connection of its own. Then it is known of one that failed whether it can have left: on a
   * kept connection the upstream may or may not have read it before it closed.
   */
  readonly connections?: 'kept' | 'fresh';
  /** The proxy on the way, with its user and password; undefined: none. */
  readonly proxy?: URL | undefined;
}

/** Prepares the connections and options once, so that a request costs little more than its bytes. */
export function createTransport(endpoint: Endpoint, { connections, proxy }: TransportOptions = {}): Transport {
  const route = routeTo(endpoint, connections === 'fresh' ? { keepAlive: false } : KEEP_ALIVE, proxy);
  const base = `${endpoint.origin}${endpoint.prefix}`;
  const options = new Options(undefined, {
    isStream: true,
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    request: startOn(route),
  });
  return {
    send(request, headers, timeoutMs, signal) {
      // got copies the options as the call begins, so one prepared set serves all calls without merging.
      options.method = request.method;
      options.url = `${base}${request.path}${request.query === '' ? '' : `?${request.query}`}`;
      options.headers = Object.assign({}, FIXED_HEADERS, headers);
      // got would wait for somebody to write the body of a DELETE that has none.
      options.body = request.body ?? (request.method === 'GET' ? undefined : '');
      return receive(callUpstream(undefined, undefined, options) as Request, route.kind, timeoutMs, signal);
    },
    close() {
      route.agent.destroy();
    },
  };
}

/**
 * What got's options of one call are to node:http. It would make some forty out of them, nearly all undefined, which costs
 * more than all else that got does; these are the two that `startOn` takes.
 */
function createNativeRequestOptions(this: Options) {
  const { method, headers } = this;
  return { method, headers } as ReturnType<Options['createNativeRequestOptions']>;
}

const callUpstream = got.extend({
  handlers: [(options, next) => next(Object.assign(options, { createNativeRequestOptions }))],
});

/** Starts a request with the options that are in use: node:http copies them several times. */
const startOn =
  ({ agent, target }: Route): RequestFunction =>
  (url, { headers, method }, onResponse) => {
    const options = target(url, headers as RequestHeaders);
    const start = options.protocol === 'https:' ? httpsRequest : httpRequest;
    return start(Object.assign(options, { agent, method, maxHeaderSize: MAX_HEADER_BYTES }), onResponse);
  };

const KEEP_ALIVE = { keepAlive: true, maxFreeSockets: 64 };

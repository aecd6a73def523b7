import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { refusal } from '../answer/refusal.ts';
import { readBody } from './body.ts';
import { isJson } from './content-type.ts';

/** The id of a document, and by which protocol it came: GraphQL over HTTP's own (appendix A), or Apollo's. */
export interface DocumentId {
  readonly id: string;
  readonly protocol: 'documentId' | 'persistedQuery';
}

/** What a GraphQL request asks for. At least one of text and id is there. */
export interface GraphQLParams {
  readonly query: string | undefined;
  readonly documentId: DocumentId | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Reads a GraphQL request as "GraphQL over HTTP", section 5, has it: by GET (or HEAD) from the URL, by POST from a JSON body.
 * Names it does not know are ignored. There are no batches, no forms and no uploads.
 *
 * @param batches the refusal of a batch
 * @throws refusal 400 for what is no GraphQL request, 405, 408, 413 and 415
 */
export function readParams(
  request: IncomingMessage,
  signal: LeavingSignal,
  batches: GraphQLError,
): GraphQLParams | Promise<GraphQLParams> {
  if (request.method === 'GET' || request.method === 'HEAD') return paramsOfUrl(request.url ?? '');
  if (request.method !== 'POST') {
    throw refusal(405, 'BAD_USER_INPUT', 'Ask by POST, or by GET.', { headers: { allow: 'GET, HEAD, POST' } });
  }
  if (!isJson(request.headers['content-type'])) {
    // The only media type a form or a script of another site cannot send without asking first.
    throw refusal(415, 'BAD_USER_INPUT', 'Send the operation as JSON, with the header Content-Type: application/json.');
  }
  return readBody(request, signal).then((body) => {
    const given = parseJson(body, 'The body');
    if (Array.isArray(given)) throw batches;
    return checkedParams(given);
  });
}

function paramsOfUrl(url: string): GraphQLParams {
  const start = url.indexOf('?');
  const search = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const json = (name: string) => {
    const text = search.get(name);
    return text ? parseJson(text, `\`${name}\``) : null;
  };
  return checkedParams({
    query: search.get('query') || null,
    documentId: search.get('documentId') || null,
    operationName: search.get('operationName') || null,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes what it was given.
    throw bad(`${what} of the request is not valid JSON.`);
  }
}

/** Takes the parts of a request as JSON gives them. @throws refusal 400 for what is no GraphQL request */
export function checkedParams(given: unknown): GraphQLParams {
  if (!isObject(given)) throw bad('The body of the request must be a JSON object.');
  const { query, operationName, variables, extensions } = given;
  if (query != null && typeof query !== 'string') throw bad('`query` must be a text.');
  if (operationName != null && typeof operationName !== 'string') throw bad('`operationName` must be a text.');
  if (variables != null && !isObject(variables)) throw bad('`variables` must be an object.');
  if (extensions != null && !isObject(extensions)) throw bad('`extensions` must be an object.');
  const documentId = documentIdOf(given.documentId, extensions?.persistedQuery);
  if (query == null && documentId === undefined) {
    throw bad('`query` is missing: put the text of the operation there, or the id of a document into `documentId`.');
  }
  return {
    // The libraries of WebSockets send an empty text where there is an id (graphql-ws, "persisted operations").
    query: documentId !== undefined && query === '' ? undefined : (query ?? undefined),
    documentId,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    extensions: extensions ?? undefined,
  };
}

function documentIdOf(id: unknown, persistedQuery: unknown): DocumentId | undefined {
  if (id != null) {
    if (typeof id !== 'string') throw bad('`documentId` must be a text.');
    return { id, protocol: 'documentId' };
  }
  if (!isObject(persistedQuery)) return undefined;
  const { version, sha256Hash } = persistedQuery;
  if (version === 1 && typeof sha256Hash === 'string') return { id: sha256Hash, protocol: 'persistedQuery' };
  throw bad('`extensions.persistedQuery` must have `version: 1` and a text as `sha256Hash`.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string) {
  return refusal(400, 'BAD_USER_INPUT', message);
}

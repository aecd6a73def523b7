import type { OutgoingHttpHeaders } from 'node:http';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { once } from '../../memory/once.ts';
import type { Answer } from './answer.ts';
import { JSON_TYPE, type MediaType } from './negotiation.ts';

/** What an operation has come to. Without `data` it was not executed. */
export interface GraphResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What an error asks of the HTTP answer. */
interface HttpOfError {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Writes the HTTP answer of a result in one of the two media types. Where there are data, even `null`, the operation was
 * executed: 200, whatever failed in it. Where there are none its errors are of the request as a whole: at least 400
 * where the media type is GraphQL's own, and as `application/json` what the errors ask for (GraphQL over HTTP, 6.4).
 */
export function graphAnswer(
  { data, errors, extensions }: GraphResult,
  type: MediaType,
  own: OutgoingHttpHeaders | undefined,
): Answer {
  // Nothing is spread here, nor on the way of a small page elsewhere: a spread object takes V8 some 3 µs.
  const headers: OutgoingHttpHeaders = Object.assign({ 'content-type': `${type}; charset=utf-8` }, own);
  if (errors === undefined) return { status: 200, headers, body: textOf(data, extensions) };
  const executed = data !== undefined;
  let status = executed || type === JSON_TYPE ? 200 : 400;
  for (const error of errors) {
    const http = error.extensions.http as HttpOfError | undefined;
    Object.assign(headers, http?.headers);
    if (!executed && http?.status !== undefined) status = Math.max(status, http.status);
  }
  return { status, headers, body: JSON.stringify({ data, errors: errors.map(formatted), extensions }) };
}

/** Where all of the data is one part that other answers share, they share the text, too. */
function textOf(data: unknown, extensions: GraphResult['extensions']): string {
  const write = () => JSON.stringify({ data, extensions });
  const [name, ...others] = Object.keys(data ?? {});
  if (name === undefined || others.length > 0 || extensions !== undefined) return write();
  return once((data as Readonly<Record<string, unknown>>)[name], name, write);
}

/** An error as the caller sees it. */
export function formatted(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  const { http, ...told } = extensions ?? {};
  return { ...rest, extensions: told };
}

import type { OutgoingHttpHeaders } from 'node:http';

/** An HTTP answer as a whole, without the headers that every answer has. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array;
}

/** A page or a text. The media type is of a text, in UTF-8. */
export function textAnswer(body: string | Uint8Array, mediaType: string, headers: OutgoingHttpHeaders = {}): Answer {
  return { status: 200, headers: { 'content-type': `${mediaType}; charset=utf-8`, ...headers }, body };
}

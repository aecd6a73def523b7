import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
/** What subscriptions are answered as. */
export const EVENT_STREAM_TYPE = 'text/event-stream';
/** As it is. */
const IDENTITY = 'identity';

export type MediaType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

/** The charset as the standard spells it, and as many do. Those are first that are taken where all are equal. */
const OFFERED: ReadonlyMap<string, MediaType> = new Map(
  ['utf-8', 'utf8'].flatMap((charset) =>
    [JSON_TYPE, RESPONSE_TYPE].map((type) => [`${type};charset=${charset}`, type as MediaType]),
  ),
);
const OFFERS = [...OFFERED.keys()];

/**
 * The media type that an `Accept` header prefers of the two there are, in UTF-8; null when it takes neither (RFC 9110,
 * 12.5.1).
 */
export function acceptedType(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept === '' || accept === '*/*') return JSON_TYPE;
  if (accept === JSON_TYPE || accept === RESPONSE_TYPE) return accept;
  const best = new Negotiator({ headers: { accept } }).mediaType(OFFERS);
  return OFFERED.get(best ?? '') ?? null;
}

/** Whether an `Accept` header takes Server-Sent Events. Who takes anything takes them; who chooses has to name them. */
export function acceptsEventStream(accept: string | undefined): boolean {
  if (accept === undefined || accept === '' || accept === '*/*') return true;
  const named = new Negotiator({ headers: { accept } }).mediaTypes().map((type) => type.toLowerCase());
  return named.includes(EVENT_STREAM_TYPE) || named.includes('text/*');
}

/** The content coding that an `Accept-Encoding` header prefers of some; null: none, or what cannot be met (12.5.3). */
export function acceptedCoding(acceptEncoding: string, codings: readonly string[]): string | null {
  const [best] = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings([...codings, IDENTITY]);
  return best === undefined || best === IDENTITY ? null : best;
}

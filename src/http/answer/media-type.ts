export const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';

export type MediaType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

const TYPE_OF_RANGE: ReadonlyMap<string, MediaType> = new Map([
  [JSON_TYPE, JSON_TYPE],
  [RESPONSE_TYPE, RESPONSE_TYPE],
  ['application/*', JSON_TYPE],
  ['*/*', JSON_TYPE],
]);

/** The media type that an `Accept` header prefers of the two there are, in UTF-8; null when it takes neither. */
export function acceptedType(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept === '*/*') return JSON_TYPE;
  if (accept === JSON_TYPE || accept === RESPONSE_TYPE) return accept;
  let best: MediaType | null = null;
  let bestQuality = 0;
  for (const range of accept.toLowerCase().replaceAll(' ', '').split(',')) {
    const [name = '', ...parameters] = range.split(';');
    const type = TYPE_OF_RANGE.get(name);
    const quality = qualityOf(parameters);
    if (type === undefined || quality <= bestQuality) continue;
    best = type;
    bestQuality = quality;
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  let quality = 1;
  for (const parameter of parameters) {
    if (parameter.startsWith('q=')) quality = Number(parameter.slice(2)) || 0;
    if (parameter.startsWith('charset=') && parameter !== 'charset=utf-8') return 0;
  }
  return quality;
}

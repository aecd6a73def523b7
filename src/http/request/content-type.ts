import { parse } from 'content-type';

/** Whether a header `Content-Type` says that a body is JSON, in UTF-8, which JSON is where nothing is said. */
export function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  const { type, parameters } = parse(contentType);
  return type === 'application/json' && /^utf-?8$/i.test(parameters.charset ?? 'utf-8');
}

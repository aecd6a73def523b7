import { createPublicKey } from 'node:crypto';

/** Reads the text of one variable; undefined when it is not what the variable takes. */
export type ReadValue<Value> = (text: string) => Value | undefined;

/** One of some words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): ReadValue<Word> =>
  (text) =>
    words.find((word) => word === text);

/** A text that matches a pattern, as it is. */
export const matching =
  (pattern: RegExp): ReadValue<string> =>
  (text) =>
    pattern.test(text) ? text : undefined;

/** A whole number in a range, both ends included. */
export const wholeNumber =
  (least: number, most: number): ReadValue<number> =>
  (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };

/** The URL of a Redis or Valkey, credentials and the number of a database included. */
export function redisUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOne =
    url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname);
  return isOne && url.search + url.hash === '' ? text : undefined;
}

/** So many calls in so much time, such as `200/5m`: seconds, minutes, hours or days, one day at most. */
export function rate(text: string): { readonly calls: number; readonly windowMs: number } | undefined {
  const match = /^([1-9]\d{0,4})\/([1-9]\d{0,4})?([smhd])$/.exec(text);
  if (match === null) return undefined;
  const windowMs = Number(match[2] ?? 1) * UNIT_MS[match[3]!]!;
  return windowMs <= UNIT_MS.d! ? { calls: Number(match[1]), windowMs } : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const trueOrFalse = (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined);

export const onOrOff = (text: string) => (text === 'on' ? true : text === 'off' ? false : undefined);

/** Visible ASCII: what can stand in an HTTP header as it is. */
export const headerSafe = (least: number, most: number) => matching(new RegExp(`^[\\x21-\\x7e]{${least},${most}}$`));

/** 32 hex digits, in lower case as everywhere inside. */
export const projectId = (text: string) => matching(/^[0-9a-f]{32}$/)(text.toLowerCase());

/** A line of text without control characters. */
export const lineOfText = matching(/^\P{Cc}{1,256}$/u);

export const httpUrl = (text: string) => (isHttpUrl(text) ? text : undefined);

/** The URL of a proxy, of which the scheme may be left out as with curl, and user and password given. */
export function proxyUrl(text: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname + url.search + url.hash))
    return undefined;
  return isDecodable(`:${url.username}${url.password}`) ? url : undefined;
}

/**
 * An IANA zone with a slash, `UTC`, or an offset such as `+08:00`. Nothing else that JavaScript knows: `CST` is no zone
 * but three of them, and would silently be the American one.
 */
export function timeZone(text: string): string | undefined {
  if (text === 'UTC' || /^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/.test(text)) return text;
  if (!text.includes('/')) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return undefined;
  }
}

/** Web origins, divided by commas: scheme, host and port, nothing else. */
export function origins(text: string): readonly string[] | undefined {
  const list = text.split(',').map((origin) => origin.trim());
  return list.every((origin) => isHttpUrl(origin) && new URL(origin).origin === origin) ? list : undefined;
}

/** A public key in PEM; line ends may be written as `\n`, as they often must be in an environment variable. */
export function publicKey(text: string): string | undefined {
  const pem = text.replaceAll('\\n', '\n');
  // createPublicKey would also take a private key, and derive the public one from it.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined;
  try {
    return createPublicKey(pem).type === 'public' ? pem : undefined;
  } catch {
    return undefined;
  }
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '';
}

/** `true` in whatever case; all else is false, as OpenTelemetry has it. */
export const openTelemetryFlag = (text: string) => text.toLowerCase() === 'true';

/** `key=value` pairs divided by commas, percent-encoded (W3C Baggage, as OpenTelemetry has it). */
export function keyValues(text: string): string | undefined {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return pairs.every((pair) => /^\s*[^=\s]+\s*=[^=]*$/.test(pair) && isDecodable(pair)) ? text : undefined;
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

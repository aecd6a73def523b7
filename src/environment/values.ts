import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** A whole number in a range, both ends included. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

export const trueOrFalse = z.enum(['true', 'false']).transform((text) => text === 'true');

export const onOrOff = z.enum(['on', 'off']).transform((text) => text === 'on');

/** Visible ASCII: what can stand in an HTTP header as it is. */
export const headerSafe = (least: number, most: number) =>
  z.string().regex(new RegExp(`^[\\x21-\\x7e]{${least},${most}}$`));

/** A line of text without control characters. */
export const lineOfText = z.string().regex(/^\P{Cc}{1,256}$/u);

export const httpUrl = z.string().refine(isHttpUrl);

export const timeZone = z.string().refine(isTimeZone);

/** Web origins, divided by commas: scheme, host and port, nothing else. */
export const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every((origin) => isHttpUrl(origin) && new URL(origin).origin === origin));

/** A public key in PEM; line ends may be written as `\n`, as they often must be in an environment variable. */
export const publicKey = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .refine(isPublicKey);

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '';
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== null;
  } catch {
    return false;
  }
}

function isPublicKey(text: string): boolean {
  // createPublicKey would also take a private key, and derive the public one from it.
  if (!text.includes('-----BEGIN PUBLIC KEY-----')) return false;
  try {
    return createPublicKey(text).type === 'public';
  } catch {
    return false;
  }
}

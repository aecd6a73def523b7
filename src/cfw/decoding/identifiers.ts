import { CfwError } from './errors.ts';

const PROJECT_ID = /^[0-9a-f]{32}$/;
const RESOURCE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/;
const ADDRESS = /^[0-9A-Za-z.:*_-]{1,255}(?:\/[0-9]{1,3})?$/;
const PORT = /^[0-9]{1,5}(?:[-,][0-9]{1,5}){0,15}$/;
const SEARCH = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

/** A project id: 32 hexadecimal digits (cfw-api 1.1), in lower case, so that a project has one id wherever it is a key. */
export function isProjectId(text: string): boolean {
  return PROJECT_ID.test(text);
}

/**
 * A firewall, object, task, list entry or enterprise project id: 1 to 64 letters, digits, `-` and `_`. CFW's ids are
 * UUIDs; enterprise projects also know `0`, `default` and `all_granted_eps` (cfw-api 1.1).
 */
export function isResourceId(text: string): boolean {
  return RESOURCE_ID.test(text);
}

/** A language tag as X-Language takes it, such as `en-us`. */
export function isLanguage(text: string): boolean {
  return LANGUAGE.test(text);
}

/** An address to filter by: an IPv4 or IPv6 address, a CIDR block or a domain, at most 255 characters. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !text.includes('..');
}

/** A port to filter by: a number, a range such as `80-443`, or several divided by commas. */
export function isPort(text: string): boolean {
  return PORT.test(text);
}

/** A word to search firewalls by (an id or a part of a name): 1 to 255 characters, no control characters. */
export function isSearch(text: string): boolean {
  return SEARCH.test(text);
}

/** A project id as callers may write it, in lower case. Refuses what is none. */
export function projectIdOf(text: string): string {
  const id = text.toLowerCase();
  checkProjectId(id);
  return id;
}

/** Refuses what is no project id, before anything is sent. */
export function checkProjectId(text: string): void {
  if (!isProjectId(text)) refuse('the project id (header X-Project-Id)', '32 hexadecimal digits');
}

/** Refuses what is no resource id, before anything is sent. `argument` is the name the caller knows it by. */
export function checkResourceId(argument: string, text: string): void {
  if (!isResourceId(text)) refuse(argument, '1 to 64 letters, digits, "-" and "_"');
}

/** Refuses what is no language tag, before anything is sent. */
export function checkLanguage(text: string): void {
  if (!isLanguage(text)) refuse('the language (header X-Language)', 'a language tag such as en-us');
}

/** Refuses what is no address, before anything is sent. */
export function checkAddress(argument: string, text: string): void {
  if (!isAddress(text)) refuse(argument, 'an IP address, a CIDR block or a domain of at most 255 characters');
}

/** Refuses what is no port, before anything is sent. */
export function checkPort(argument: string, text: string): void {
  if (!isPort(text)) refuse(argument, 'a port such as 22, a range such as 80-443, or several divided by commas');
}

/** Refuses what is no search word, before anything is sent. */
export function checkSearch(argument: string, text: string): void {
  if (!isSearch(text)) refuse(argument, '1 to 255 characters, none of them a control character');
}

// The value itself is left out: it may be huge, or a secret that slipped into the wrong place.
function refuse(argument: string, rule: string): never {
  throw new CfwError('BAD_USER_INPUT', `Correct ${argument}: it must be ${rule}.`);
}

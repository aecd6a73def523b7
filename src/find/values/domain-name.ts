import { domainToASCII } from 'node:url';

/** A domain name in its one comparable form, without the `*.` of a wildcard. */
export interface DomainName {
  readonly name: string;
  readonly isWildcard: boolean;
}

const MAX_LENGTH = 253; // RFC 1035, 2.3.4, without the trailing dot
const LABELS = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
/** No top-level domain begins with a digit (RFC 3696, 2): so odd spellings of IP addresses and ranges are no names. */
const TOP_LABEL = /(?:^|\.)[a-z][^.]*$/;
/** Letters of other scripts beside what names are made of. Anything else could make a URL of it. */
const INTERNATIONAL = /^(?=.*\P{ASCII})[a-z0-9._\P{ASCII}-]+$/iu;

/** Reads a domain name or a wildcard such as `*.example.com`; null when it is neither. */
export function readDomainName(text: string): DomainName | null {
  if (text.length > 2 * MAX_LENGTH) return null;
  const isWildcard = text.startsWith('*.');
  const bare = isWildcard ? text.slice(2) : text;
  const ascii = INTERNATIONAL.test(bare) ? domainToASCII(bare) : bare.toLowerCase();
  const name = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii;
  if (name.length > MAX_LENGTH || !LABELS.test(name) || !TOP_LABEL.test(name)) return null;
  return { name, isWildcard };
}

/** Whether all names that `asked` stands for are `own`, or lie under it where that is a wildcard. */
export function coversName(own: DomainName, asked: DomainName): boolean {
  if (!own.isWildcard) return !asked.isWildcard && own.name === asked.name;
  return asked.name.endsWith(`.${own.name}`) || (asked.isWildcard && own.name === asked.name);
}

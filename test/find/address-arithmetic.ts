/*
 * A second reading of addresses, by BigInt and by the texts of RFC 4291 and 4632. It shares nothing with `src/find`.
 */

export interface Block {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const MAPPED = 0xffffn << 32n;

function number4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let number = 0n;
  for (const part of parts) {
    if (!/^[0-9]+$/.test(part) || part !== String(Number(part)) || Number(part) > 255) return null;
    number = number * 256n + BigInt(part);
  }
  return number;
}

function groups6(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const number = number4(part);
      if (number === null) return null;
      groups.push(Number(number >> 16n), Number(number & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

function number6(text: string): bigint | null {
  const halves = text.replace(/%[0-9a-zA-Z.:-]+$/, '').split('::');
  if (halves.length > 2 || text.startsWith('%')) return null;
  const head = groups6(halves[0]!);
  const tail = halves.length === 2 ? groups6(halves[1]!) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array(missing).fill(0), ...tail].reduce<bigint>((sum, part) => (sum << 16n) | BigInt(part), 0n);
}

function numberOf(text: string): { family: 4 | 6; number: bigint } | null {
  const four = number4(text);
  if (four !== null) return { family: 4, number: four };
  const six = number6(text);
  return six === null ? null : { family: 6, number: six };
}

/** An IP address, a CIDR block or a range; null when it is none. */
export function blockOf(text: string): Block | null {
  const [address, length, ...more] = text.split('/');
  const single = numberOf(address!);
  if (more.length > 0) return null;
  if (single === null) {
    const dash = text.indexOf('-');
    if (dash < 0) return null;
    const from = blockOf(text.slice(0, dash));
    const to = blockOf(text.slice(dash + 1));
    if (text.includes('/') || from === null || to === null) return null;
    return from.family === to.family && from.first <= to.first ? { ...from, last: to.first } : null;
  }
  const bits = single.family === 4 ? 32 : 128;
  if (length !== undefined && (!/^[0-9]+$/.test(length) || String(Number(length)) !== length)) return null;
  const free = BigInt(bits - Number(length ?? bits));
  if (free < 0n) return null;
  const first = (single.number >> free) << free;
  const last = first + (1n << free) - 1n;
  if (single.family === 6 && first >= MAPPED && last < MAPPED + 2n ** 32n) {
    return { family: 4, first: first - MAPPED, last: last - MAPPED };
  }
  return { family: single.family, first, last };
}

function labelsOf(text: string): string[] {
  return text.toLowerCase().replace(/\.$/, '').split('.');
}

/** Whether an entry with one address is met by all traffic of another. Names are not checked: they must be good. */
export function meets(own: string, asked: string): boolean {
  const ownBlock = blockOf(own);
  const askedBlock = blockOf(asked);
  if (ownBlock !== null || askedBlock !== null) {
    if (ownBlock?.family !== askedBlock?.family) return false;
    return ownBlock!.first <= askedBlock!.first && askedBlock!.last <= ownBlock!.last;
  }
  const ownLabels = labelsOf(own);
  const askedLabels = labelsOf(asked);
  if (ownLabels[0] !== '*') return ownLabels.join('.') === askedLabels.join('.');
  const zone = ownLabels.slice(1).join('.');
  if (askedLabels[0] === '*' && askedLabels.slice(1).join('.') === zone) return true;
  return askedLabels.length >= ownLabels.length && askedLabels.slice(-(ownLabels.length - 1)).join('.') === zone;
}

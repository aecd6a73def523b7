import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coversAddress, readAddress } from '../../src/find/values/address.ts';
import { Random } from '../paging/random.ts';
import { blockOf, meets } from './address-arithmetic.ts';

const hex = (number: bigint) => number.toString(16);

/** An address near a number, so that addresses and networks meet, in one of its spellings. */
function drawIp(random: Random, around: number): string {
  const near = BigInt(around + random.below(4));
  const dotted = [24n, 16n, 8n, 0n].map((shift) => (near >> shift) & 255n).join('.');
  const low = `${hex(near >> 16n)}:${hex(near & 0xffffn)}`;
  if (random.chance(0.6)) return dotted;
  return random.of([
    `::ffff:${dotted}`,
    `0:0:0:0:0:FFFF:${low}`,
    `::ffff:${low}%eth0`,
    `::${dotted}`,
    `::${low}`,
    `2001:db8::${low}`,
    `2001:0DB8:0000::${low}%en-0.1`,
    `2001:db8:0:0:0:0:${dotted}`,
    `fe80::${low}%1`,
    // What is refused, not guessed.
    `0${dotted}`,
    `${dotted}.`,
    `0x${hex(near)}`,
    String(near),
    `::ffff:0${dotted}`,
    `2001:db8::1::${low}`,
  ]);
}

function drawAddress(random: Random, around: number): string {
  const ip = drawIp(random, around);
  switch (random.below(5)) {
    case 0:
    case 1:
      return `${ip}/${random.of(['0', '8', '24', '29', '30', '32', '33', '64', '95', '96', '120', '125', '128', '129', '08'])}`;
    case 2:
      return `${ip}-${drawIp(random, around)}`;
    default:
      return ip;
  }
}

describe('addresses', () => {
  test('5,000 random addresses, networks and ranges are read and compared as BigInt arithmetic has it', () => {
    const tally = { met: 0, refused: 0 };
    for (let seed = 0; seed < 5000; seed++) {
      const random = new Random(seed);
      const around = random.of([0, 0x0a000000, 0xfffffff0]);
      const own = drawAddress(random, around);
      const asked = drawAddress(random, around);
      const [ownRead, askedRead] = [own, asked].map(readAddress);
      expect({ own, isRead: ownRead !== null }).toEqual({ own, isRead: blockOf(own) !== null });
      expect({ asked, isRead: askedRead !== null }).toEqual({ asked, isRead: blockOf(asked) !== null });
      if (ownRead == null || askedRead == null) {
        tally.refused++;
        continue;
      }
      const met = coversAddress(ownRead, askedRead);
      expect({ own, asked, met }).toEqual({ own, asked, met: meets(own, asked) });
      if (met) tally.met++;
    }
    expect(tally.met).toBeGreaterThan(200);
    expect(tally.refused).toBeGreaterThan(500);
  });

  test.each([
    ['example.com', 'EXAMPLE.com.', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'badexample.com', false],
    ['*.example.com', '*.a.example.com', true],
    ['*.a.example.com', '*.example.com', false],
    ['a.example.com', '*.example.com', false],
    ['bücher.example', 'xn--bcher-kva.example', true],
    ['*.bücher.example', 'www.BÜCHER.example', true],
    ['0.0.0.0/0', '203.0.113.7', true],
    ['::/0', '203.0.113.7', false],
    ['::ffff:0:0/96', '203.0.113.7', true],
    ['203.0.113.0-203.0.113.9', '203.0.113.8/31', true],
    ['203.0.113.0-203.0.113.9', '203.0.113.8/30', false],
    ['0.0.0.0/0', 'example.com', false],
  ])('%s covers %s: %s', (own, asked, covers) => {
    expect(coversAddress(readAddress(own)!, readAddress(asked)!)).toBe(covers);
  });

  test.each([
    '',
    '*',
    '*.',
    '.',
    'a..b',
    '-a.com',
    'a b',
    'a/b',
    'ü/b.com',
    'ü@b.com',
    'ü:80',
    'ü%2e.com',
    '1.2',
    '0177.0.0.1',
    '0x7f.1',
    '１.２.３.４',
    'a.*.com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(127)}aa`,
    '10.0.0.0/8/8',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-::1',
  ])('%j is no address', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  test('no text at all breaks the reading', () => {
    const character = fc.constantFrom(...'0123456789abf.:/-%*xü'.split(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: character })), (text) => {
        const read = readAddress(text);
        if (read !== null) expect(coversAddress(read, read)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDateReader } from '../../src/cfw/decoding/dates.ts';

const utc = createDateReader('UTC');

/** An instant as CFW would write it in a zone. */
function asCfwWrites(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}/${part('month')}/${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

const seconds = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 });

describe('dates in text', () => {
  test('in UTC any second of any century is itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000_000, max: 253_402_300_799 }), (second) => {
        const iso = new Date(second * 1000).toISOString();
        const text = iso.slice(0, 19).replaceAll('-', '/').replace('T', ' ');
        expect(utc.fromText(text)).toBe(iso);
      }),
    );
  });

  test.each([
    '',
    '2024/06/04',
    '2024-06/04 11:23:50',
    '2024-06-04_11:23:50',
    '2024-06-04T11:23:50+24:00',
    '2024-06-04T11:23:50+08:60',
    '2024-06-04T11:23:50 CST',
    '2024-06-04T11:23:50.',
    '2024-06-04T11:23:50Z+08:00',
    '-1717471430',
    '2024/06/04 11:23:5 ',
    '2024/6/4 11:23:50',
    '2024/13/04 11:23:50',
    '2024/00/04 11:23:50',
    '2024/02/30 11:23:50',
    '2023/02/29 11:23:50',
    '2024/06/31 11:23:50',
    '2024/06/04 24:00:00',
    '2024/06/04 11:60:50',
    '2024/06/04 11:23:60',
    '٢٠٢٤/06/04 11:23:50',
    'yesterday at 11:23',
  ])('%j is no date', (text) => expect(utc.fromText(text)).toBeNull());

  test.each([
    ['2024-06-04 11:23:50', '2024-06-04T03:23:50.000Z'],
    ['2024/06/04T11:23:50', '2024-06-04T03:23:50.000Z'],
    ['2024-06-04 11:23:50.0', '2024-06-04T03:23:50.000Z'],
    ['2024-06-04T11:23:50,5', '2024-06-04T03:23:50.500Z'],
    ['2024-06-04T11:23:50.123456789', '2024-06-04T03:23:50.123Z'],
    ['2024-06-04T11:23:50Z', '2024-06-04T11:23:50.000Z'],
    ['2024-06-04t11:23:50z', '2024-06-04T11:23:50.000Z'],
    ['2024-06-04 11:23:50 +0200', '2024-06-04T09:23:50.000Z'],
    ['2024-06-04T11:23:50.25-09:30', '2024-06-04T20:53:50.250Z'],
    ['2024-06-04T11:23:50+08', '2024-06-04T03:23:50.000Z'],
    ['1717471430', '2024-06-04T03:23:50.000Z'],
    ['1717471430000', '2024-06-04T03:23:50.000Z'],
    ['1717471430.5', '2024-06-04T03:23:50.500Z'],
  ])('%s in China is %s', (text, expected) => {
    for (const zone of ['Asia/Shanghai', '+08:00']) expect(createDateReader(zone).fromText(text)).toBe(expected);
  });

  test('any instant, in any form and any offset, is itself', () => {
    const reader = createDateReader('America/New_York');
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), offset, fc.constantFrom('/', '-'), (ms, minutes, divider) => {
        const wall = new Date(ms + minutes * 60_000).toISOString().slice(0, 23);
        const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) =>
          String(part).padStart(2, '0'),
        );
        const text = `${wall.slice(0, 10).replaceAll('-', divider)}${wall.slice(10)}${minutes < 0 ? '-' : '+'}${hour}:${minute}`;
        expect(reader.fromText(text)).toBe(new Date(ms).toISOString());
      }),
    );
  });

  test('an offset is a zone, too', () => {
    const text = '2024/06/04 11:23:50';
    expect(createDateReader('+05:30').fromText(text)).toBe('2024-06-04T05:53:50.000Z');
    expect(createDateReader('-03:00').fromText(text)).toBe('2024-06-04T14:23:50.000Z');
    expect(createDateReader('+00:00').fromText(text)).toBe('2024-06-04T11:23:50.000Z');
  });

  test('a leap day is a date', () => expect(utc.fromText('2024/02/29 00:00:00')).toBe('2024-02-29T00:00:00.000Z'));

  test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
    'in %s the instant found is written as CFW wrote it, and is the first such',
    (timeZone) => {
      const reader = createDateReader(timeZone);
      fc.assert(
        fc.property(seconds, (second) => {
          const text = asCfwWrites(second * 1000, timeZone);
          const found = Date.parse(reader.fromText(text) ?? '');
          expect(asCfwWrites(found, timeZone)).toBe(text);
          expect(found).toBeLessThanOrEqual(second * 1000);
        }),
        { numRuns: 300 },
      );
    },
  );

  test.each([
    ['Europe/Berlin', 'a skipped hour moves forward', '2024/03/31 02:30:00', '2024-03-31T01:30:00.000Z'],
    ['Europe/Berlin', 'the first of two', '2024/10/27 02:30:00', '2024-10-27T00:30:00.000Z'],
    ['Australia/Lord_Howe', 'skipped half hour', '2024/10/06 02:15:00', '2024-10-05T15:45:00.000Z'],
    ['Australia/Lord_Howe', 'after the half hour', '2024/10/06 02:45:00', '2024-10-05T15:45:00.000Z'],
  ])('%s: %s', (timeZone, _, text, expected) => expect(createDateReader(timeZone).fromText(text)).toBe(expected));

  test('a zone that does not exist is refused', () => expect(() => createDateReader('Mars')).toThrow(RangeError));
});

describe('dates in numbers', () => {
  test('seconds and milliseconds are told apart', () => {
    fc.assert(
      fc.property(seconds, (second) => {
        const iso = new Date(second * 1000).toISOString();
        expect(utc.fromNumber(second)).toBe(iso);
        expect(utc.fromNumber(second * 1000)).toBe(iso);
      }),
    );
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e15, 1e300])('%d is no date', (value) =>
    expect(utc.fromNumber(value)).toBeNull(),
  );
});

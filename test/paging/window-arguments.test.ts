import { describe, expect, test } from '@jest/globals';
import { encodeCursor } from '../../src/paging/cursor-writer.ts';
import { type PageArguments, parseWindow } from '../../src/paging/window-arguments.ts';
import { DIGEST } from './moving-list.ts';

const place = (offset: number) => encodeCursor(DIGEST, { offset, total: 10, anchor: null, before: [], after: [] });
const parsed = (args: PageArguments, max = 4096) => {
  const { size, from, after, before } = parseWindow(args, DIGEST, max);
  return [size, from, after?.offset, before?.offset];
};

describe('the arguments of a connection', () => {
  test.each<[PageArguments, unknown[]]>([
    [{}, [50, 'start', undefined, undefined]],
    [{ first: null, last: null, after: null, before: null }, [50, 'start', undefined, undefined]],
    [{ first: 0 }, [0, 'start', undefined, undefined]],
    [{ first: 4096 }, [4096, 'start', undefined, undefined]],
    [{ last: 0 }, [0, 'end', undefined, undefined]],
    [{ first: 3, after: place(7) }, [3, 'start', 7, undefined]],
    [{ first: 3, before: place(7) }, [3, 'start', undefined, 7]],
    [{ last: 3, after: place(2), before: place(7) }, [3, 'end', 2, 7]],
    [{ after: place(7) }, [50, 'start', 7, undefined]],
    [{ before: place(7) }, [50, 'end', undefined, 7]],
    [{ after: place(2), before: place(7) }, [50, 'start', 2, 7]],
    [{ first: 3, after: place(2147483643) }, [3, 'start', 2147483643, undefined]],
    [{ before: place(2147483646) }, [50, 'end', undefined, 2147483646]],
  ])('%j', (args, expected) => {
    expect(parsed(args)).toEqual(expected);
  });

  test('ask for no more than may be asked for when they name no count', () => {
    expect(parsed({}, 20)).toEqual([20, 'start', undefined, undefined]);
  });

  test.each<[PageArguments, string, string]>([
    [{ first: 1, last: 1 }, 'last', '4096'],
    [{ first: 0, last: 0 }, 'last', '4096'],
    [{ first: -1 }, 'first', 'between 0 and 4096; it is -1'],
    [{ last: -2147483648 }, 'last', 'between 0 and 4096'],
    [{ first: 4097 }, 'first', 'between 0 and 4096; it is 4097'],
    [{ last: 5000 }, 'last', 'between 0 and 4096; it is 5000'],
    [{ first: 1, after: 'abc' }, 'after', '`after` is not a cursor'],
    [{ last: 1, before: '' }, 'before', '`before` is not a cursor'],
    [{ first: 4, after: place(2147483643) }, 'after', '2147483647'],
    [{ first: 0, after: place(2 ** 40) }, 'after', '2147483647'],
    [{ last: 1, before: place(2147483647) }, 'before', '2147483647'],
  ])('are refused by name: %j', (args, argument, text) => {
    expect(() => parsed(args)).toThrow(expect.objectContaining({ argument, message: expect.stringContaining(text) }));
  });
});

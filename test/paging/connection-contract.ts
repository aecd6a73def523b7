import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SeenCall, startTestBed, type TestBed } from '../support/gateway.ts';
import { type ListUnderTest, SIZES } from '../support/lists.ts';
import { DIRECTIONS } from './walk.ts';

interface PageCursor {
  readonly cursor: string | null;
  readonly page: number;
  readonly isCurrent: boolean;
}

interface Connection {
  readonly totalCount: number;
  readonly drift: string;
  readonly nodes: readonly Record<string, string>[];
  readonly edges: readonly { readonly cursor: string; readonly node: Record<string, string> }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly pageCursors: Record<'first' | 'last' | 'previous' | 'next', PageCursor | null> & {
    readonly around: readonly PageCursor[];
  };
}

const INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const PAGER = 'pageCursors { first { ...c } last { ...c } previous { ...c } next { ...c } around { ...c } }';
const NOTHING = { first: null, last: null, previous: null, next: null, around: [] };

/** What every connection of the graph promises, whatever it lists: proven over HTTP against the simulator's own rows. */
export function connectionContract(list: ListUnderTest, sizes: readonly number[]): void {
  const { name, read, path, ids, another } = list;
  const id = list.key.at(-1)!;
  const found = (data: unknown) => path.reduce((at, key) => (at as Record<string, unknown>)[key], data);
  describe(name, () => {
    let bed: TestBed;
    let rows: readonly string[];
    beforeAll(async () => {
      bed = await startTestBed({}, SIZES);
      rows = await ids(bed);
    });
    afterAll(() => bed.close());

    const full = `totalCount drift nodes { ${id} } edges { cursor node { ${id} } } ${INFO}`;
    const ask = async (args: string, selection = full): Promise<Connection> => {
      const pager = selection.includes('...c') ? ' fragment c on PageCursor { cursor page isCurrent }' : '';
      const { data, errors } = await bed.ask(`{ ${read(args, selection)} }${pager}`);
      expect(errors).toBeUndefined();
      return found(data) as Connection;
    };
    const idsOf = ({ nodes }: Connection) => nodes.map((node) => node[id]);

    describe.each(DIRECTIONS)('walked %s', (direction) => {
      test.each(sizes)('by %i: the rows of CFW, in as many pages as they fill', async (size) => {
        const forward = direction === 'forward';
        const seen: (string | undefined)[] = [];
        let cursor: string | null = null;
        let pages = 0;
        do {
          const from: string = cursor === null ? '' : `${forward ? 'after' : 'before'}: "${cursor}"`;
          const page = await ask(
            `${forward ? 'first' : 'last'}: ${size} ${from}`,
            `totalCount drift nodes { ${id} } ${INFO}`,
          );
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
          pages++;
          expect(page).toMatchObject({ totalCount: rows.length, drift: 'NONE' });
          const start = forward ? seen.length : rows.length - seen.length - page.nodes.length;
          expect([hasPreviousPage, hasNextPage]).toEqual([start > 0, start + page.nodes.length < rows.length]);
          if (forward) seen.push(...idsOf(page));
          else seen.unshift(...idsOf(page));
          cursor = (forward ? hasNextPage : hasPreviousPage) ? (forward ? endCursor : startCursor) : null;
        } while (cursor !== null);
        expect(seen).toEqual(rows);
        expect(pages).toBe(Math.ceil(rows.length / size));
      });
    });

    test('edges, nodes and the cursors of a page say the same', async () => {
      const page = await ask('first: 7');
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
      expect(page.pageInfo).toMatchObject({ startCursor: page.edges[0]!.cursor, endCursor: page.edges.at(-1)!.cursor });
      const second = await ask(`first: 1, after: "${page.edges[0]!.cursor}"`);
      expect(idsOf(second)).toEqual([rows[1]]);
    });

    test('without a count: 50 rows, and those nearest to `before` when it stands alone', async () => {
      expect(idsOf(await ask('after: null'))).toEqual(rows.slice(0, 50));
      const { edges } = await ask('first: 60');
      expect(idsOf(await ask(`before: "${edges[55]!.cursor}"`))).toEqual(rows.slice(5, 55));
      expect(idsOf(await ask(`after: "${edges[3]!.cursor}", before: "${edges[9]!.cursor}"`))).toEqual(rows.slice(4, 9));
    });

    test('empty pages have no cursors, and true flags', async () => {
      const { startCursor, endCursor } = (await ask('last: 1')).pageInfo;
      const none = { startCursor: null, endCursor: null };
      for (const [args, hasPreviousPage, hasNextPage] of [
        ['first: 0', false, true],
        ['last: 0', true, false],
        [`first: 5, after: "${endCursor}"`, true, false],
        [`last: 0, before: "${startCursor}"`, true, true],
      ] as const) {
        const page = await ask(args);
        expect(page).toMatchObject({ edges: [], nodes: [], totalCount: rows.length });
        expect(page.pageInfo).toEqual({ hasPreviousPage, hasNextPage, ...none });
      }
      expect((await ask('first: 0', PAGER)).pageCursors).toEqual(NOTHING);
    });

    test('a numbered pager reaches every page it shows', async () => {
      const size = Math.max(2, Math.ceil(rows.length / 6));
      const count = Math.ceil(rows.length / size);
      for (let cursor: string | null = null, current = 1; ; current++) {
        const from: string = cursor === null ? '' : `, after: "${cursor}"`;
        const page = await ask(`first: ${size}${from}`, `nodes { ${id} } ${PAGER}`);
        expect(idsOf(page)).toEqual(rows.slice((current - 1) * size, current * size));
        const { first, last, previous, next, around } = page.pageCursors;
        expect([first?.page, last?.page, previous?.page, next?.page]).toEqual([
          1,
          count,
          current > 1 ? current - 1 : undefined,
          current < count ? current + 1 : undefined,
        ]);
        expect(first?.cursor).toBeNull();
        expect(around.map(({ page }) => page)).toEqual(
          [0, 1, 2, 3, 4].map((step) => step + Math.max(1, Math.min(current - 2, count - 4))),
        );
        expect(around.filter(({ isCurrent }) => isCurrent).map(({ page }) => page)).toEqual([current]);
        for (const one of [last, previous, ...around]) {
          if (one === null) continue;
          const there = await ask(`first: ${size}, after: ${JSON.stringify(one.cursor)}`, `nodes { ${id} }`);
          expect(idsOf(there)).toEqual(rows.slice((one.page - 1) * size, one.page * size));
        }
        if (next === null) break;
        cursor = next.cursor;
      }
    });

    test('bad arguments are refused by name, and CFW is not asked', async () => {
      const own = (await ask('first: 1')).pageInfo.endCursor!;
      const foreign = found((await bed.ask(`{ ${another('first: 1', 'pageInfo { endCursor }')} }`)).data) as Connection;
      await bed.calls();
      const cases: readonly (readonly [args: string, argument: string, text: RegExp])[] = [
        ['first: -1', 'first', /between 0 and 4096/],
        ['last: 5000', 'last', /between 0 and 4096/],
        ['first: 1, last: 1', 'last', /not both/],
        ['first: 1, after: "abc"', 'after', /not a cursor/],
        ['last: 1, before: ""', 'before', /not a cursor/],
        [`first: 1, after: "${own.slice(0, -1)}"`, 'after', /not a cursor/],
        [`first: 1, after: "${own.slice(1)}"`, 'after', /not a cursor/],
        [`first: 1, after: "${foreign.pageInfo.endCursor}"`, 'after', /of another list/],
        [`last: 1, before: "${foreign.pageInfo.endCursor}"`, 'before', /of another list/],
      ];
      for (const [args, argument, text] of cases) {
        for (const selection of ['nodes { id }', 'totalCount']) {
          const { data, errors } = await bed.ask(`{ ${read(args, selection)} }`);
          expect(found(data)).toBeNull();
          expect(errors).toEqual([
            expect.objectContaining({
              message: expect.stringMatching(text),
              path: list.path,
              extensions: { code: 'BAD_USER_INPUT', argument },
            }),
          ]);
        }
      }
      // What leads to a list that stands below a record may be asked for.
      const calls: readonly SeenCall[] = await bed.calls();
      expect(calls.filter(({ operation }) => operation === list.operation)).toEqual([]);
    });
  });
}

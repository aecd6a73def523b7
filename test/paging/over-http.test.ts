import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { Random } from './random.ts';
import { expectedConnection } from './relay-text.ts';
import { DIRECTIONS, mistakes } from './walk.ts';

interface Page {
  readonly totalCount: number;
  readonly drift: string;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly taskId: string } }[];
  readonly pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> &
    Record<'startCursor' | 'endCursor', string | null>;
}

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({}, { captureTasks: { [FIREWALLS.single]: 600, [FIREWALLS.busy]: 2500 } });
});
afterAll(() => bed.close());

/** Asks as a client does: with variables, null where there is nothing. */
async function ask(firewallId: string, args: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await bed.ask(
    `query ($firewallId: ID!, $first: Int, $last: Int, $after: String, $before: String) {
      list: captureTasks(firewallId: $firewallId, first: $first, last: $last, after: $after, before: $before) {
        totalCount drift edges { cursor node { taskId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    { firewallId, ...args },
  );
  expect(errors).toBeUndefined();
  return (data as unknown as { list: Page }).list;
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.taskId);

async function rowsOf(firewallId: string): Promise<string[]> {
  const { rows } = (await bed.control('GET', `rows?firewallId=${firewallId}`)) as { rows: { task_id: string }[] };
  return rows.map(({ task_id }) => task_id);
}

describe('random arguments', () => {
  test("the edges and the flags are those of Relay's text", async () => {
    const all = (await ask(FIREWALLS.single, { first: 4096 })).edges;
    const option = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary);
    const place = option(fc.nat(all.length - 1));
    await fc.assert(
      fc.asyncProperty(option(fc.nat(700)), fc.boolean(), place, place, async (count, isFirst, after, before) => {
        const args = { first: isFirst ? count : null, last: isFirst ? null : count, after, before };
        const cursor = (at: number | null) => (at === null ? null : all[at]!.cursor);
        const page = await ask(FIREWALLS.single, { ...args, after: cursor(after), before: cursor(before) });
        const { edges, ...flags } = expectedConnection(all, args);
        expect(idsOf(page)).toEqual(edges.map(({ node }) => node.taskId));
        expect(page.pageInfo).toMatchObject(flags);
        expect(page).toMatchObject({ totalCount: all.length, drift: 'NONE' });
      }),
      { numRuns: 80 },
    );
  });
});

/** The simulator's list, moved through its control door. */
class RemoteList {
  rows: { readonly id: string }[] = [];

  async load(): Promise<this> {
    this.rows = (await rowsOf(FIREWALLS.single)).map((id) => ({ id }));
    return this;
  }

  async insert(at: number, count: number): Promise<void> {
    const body = { firewallId: FIREWALLS.single, at, count };
    const { ids } = (await bed.control('POST', 'rows', body)) as { ids: string[] };
    this.rows.splice(at, 0, ...ids.map((id) => ({ id })));
  }

  async remove(at: number): Promise<void> {
    const [row] = this.rows.splice(at, 1);
    if (row !== undefined) await bed.control('DELETE', `rows/${row.id}`);
  }
}

describe.each(DIRECTIONS)('walking %s', (direction) => {
  const forward = direction === 'forward';

  /** Walks a list; `move` moves it between any two pages. Gives ids in the order of the list, and the calls CFW saw. */
  async function walk(firewallId: string, size: number, move: (edge: string) => Promise<unknown>) {
    const seen: string[] = [];
    const drifts: string[] = [];
    await bed.calls();
    for (let cursor: string | null = null; ; ) {
      const page: Page = await ask(
        firewallId,
        forward ? { first: size, after: cursor } : { last: size, before: cursor },
      );
      drifts.push(page.drift);
      if (forward) seen.push(...idsOf(page));
      else seen.unshift(...idsOf(page));
      if (!(forward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) break;
      cursor = forward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
      await move(forward ? seen.at(-1)! : seen[0]!);
    }
    return { seen, drifts, calls: (await bed.calls()).length };
  }

  /** Walks with moves, and tells what went wrong. */
  async function trial(seed: number, move: (list: RemoteList, random: Random, edge: string) => Promise<unknown>) {
    const random = new Random(seed);
    const list = await new RemoteList().load();
    const before = list.rows.slice();
    const walked = await walk(FIREWALLS.single, 60, (edge) => move(list, random, edge));
    const rows = new Map([...list.rows, ...before].map((row) => [row.id, row]));
    const seen = walked.seen.map((id) => rows.get(id) ?? { id });
    return { mistakes: mistakes(before, list.rows, seen), pages: walked.drifts.length, ...walked };
  }

  test('2,500 rows by 100 takes 25 calls', async () => {
    await bed.ask(`{ list: captureTasks(firewallId: "${FIREWALLS.busy}") { totalCount } }`);
    const { seen, drifts, calls } = await walk(FIREWALLS.busy, 100, async () => undefined);
    expect(seen).toEqual(await rowsOf(FIREWALLS.busy));
    expect(new Set(drifts)).toEqual(new Set(['NONE']));
    expect(calls).toBe(25);
  });

  test('one insert or delete between any two pages', async () => {
    for (let seed = 0; seed < 4; seed++) {
      const { mistakes, calls, pages } = await trial(seed, (list, random) =>
        random.chance(0.5)
          ? list.insert(random.below(list.rows.length + 1), 1)
          : list.remove(random.below(list.rows.length)),
      );
      expect({ seed, ...mistakes }).toEqual({ seed, lost: 0, repeated: 0, misplaced: 0 });
      expect(calls).toBeLessThanOrEqual(pages * 1.15 + 1);
    }
  });

  test('bursts of rows between pages, and the row of every cursor deleted', async () => {
    for (let seed = 0; seed < 2; seed++) {
      let bursts = 4;
      const { mistakes, calls, pages, drifts } = await trial(seed, async (list, random, edge) => {
        if (bursts-- <= 0) return;
        await list.insert(random.chance(0.5) ? 0 : random.below(600), random.below(301));
        for (let deletes = random.below(20); deletes > 0; deletes--) await list.remove(random.below(list.rows.length));
        const own = list.rows.findIndex(({ id }) => id === edge);
        if (own >= 0) await list.remove(own);
      });
      expect({ seed, ...mistakes }).toEqual({ seed, lost: 0, repeated: 0, misplaced: 0 });
      expect(drifts).not.toContain('LOST');
      expect(calls).toBeLessThanOrEqual(pages + 1 + 4 * 2);
    }
  });
});

describe('a cursor whose rows are all gone', () => {
  test('gives LOST', async () => {
    const page = await ask(FIREWALLS.single, { first: 20 });
    for (const id of idsOf(page)) await bed.control('DELETE', `rows/${id}`);
    const next = await ask(FIREWALLS.single, { first: 20, after: page.pageInfo.endCursor });
    expect(next.drift).toBe('LOST');
    expect(idsOf(next)).toEqual((await rowsOf(FIREWALLS.single)).slice(20, 40));
  });
});

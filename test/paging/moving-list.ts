import type { WindowAnswer } from '../../src/loaders/demand.ts';
import { type ListAccess, ListReader } from '../../src/loaders/list-reader.ts';
import type { PlannedPage } from '../../src/paging/plan.ts';
import { cursorAt } from '../../src/paging/row-cursors.ts';
import type { ReadPage } from '../../src/paging/snapshot/read-page.ts';
import type { Window } from '../../src/paging/window.ts';
import { type PageArguments, parseWindow } from '../../src/paging/window-arguments.ts';

export interface Row {
  readonly id: string | null;
}

/** One page as a front end sees it, and what it cost. */
export interface Seen {
  readonly rows: readonly Row[];
  readonly window: Window;
  readonly calls: readonly PlannedPage[];
  /** The cursor of a row of the page; of its last row for -1. */
  cursor(index: number): string;
}

/** Rows are made once for all lists: runs by the thousand would spend their time on it. */
const ROWS: Row[] = [];
const rowAt = (number: number): Row => {
  ROWS[number] ??= { id: `24e6bb6d-d335-48fd-b9c7-${String(number).padStart(12, '0')}` };
  return ROWS[number];
};

export const DIGEST = Buffer.from('moving');
const MAX_PAGE_SIZE = 4096;

/** A list behind an offset/limit call, as CFW's are, that moves when it is told to. */
export class MovingList {
  rows: Row[];
  #made = 0;
  /** Called before every call is answered, with the number of calls of this request so far. */
  beforeCall: (call: number) => void = () => undefined;
  /** What becomes of a reply on its way: short, empty or long ones. */
  reply: (page: ReadPage<Row>, asked: PlannedPage) => ReadPage<Row> = (page) => page;
  /** The total that requests remember from earlier ones; null to have them forget. */
  rememberedTotal: number | null = null;

  constructor(size: number) {
    this.rows = Array.from({ length: size }, () => rowAt(this.#made++));
  }

  insert(at: number, count = 1): void {
    this.rows.splice(at, 0, ...Array.from({ length: count }, () => rowAt(this.#made++)));
  }

  remove(at: number): void {
    this.rows.splice(at, 1);
  }

  /** The door of the list for one request; `calls` takes down what went through it. */
  access(calls: PlannedPage[]): ListAccess<Row> {
    const read = (page: PlannedPage): ReadPage<Row> => {
      if (page.limit < 1 || page.limit > 1024 || page.offset < 0) throw new Error(`bad call: ${JSON.stringify(page)}`);
      this.beforeCall(calls.length);
      calls.push(page);
      const rows = this.rows.slice(page.offset, page.offset + page.limit);
      return this.reply({ offset: page.offset, total: this.rows.length, rows }, page);
    };
    return {
      identify: ({ id }) => id,
      readAll: async (pages) => Promise.allSettled(pages.map(async (page) => read(page))),
      claim: async (count) => {
        if (calls.length + count > 64) throw new Error('too many calls');
      },
      earlierTotal: () => this.rememberedTotal,
    };
  }

  /** Asks for a page by the arguments of a connection, in a request of its own. */
  async page(args: PageArguments): Promise<Seen> {
    const calls: PlannedPage[] = [];
    const reader = new ListReader(this.access(calls));
    const request = parseWindow(args, DIGEST, MAX_PAGE_SIZE);
    const { window, known } = (await reader.answer([{ kind: 'window', request }])[0]) as WindowAnswer<Row>;
    const rows = known.slice(window);
    const cursor = (index: number) => cursorAt(DIGEST, known, window.start + (index < 0 ? rows.length + index : index));
    return { rows, window, calls, cursor };
  }
}

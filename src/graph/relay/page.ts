import { GraphQLError } from 'graphql';
import type { Drift } from '../../paging/drift.ts';
import type { ListPage } from '../../paging/list-page.ts';
import { type NumberedPage, numberedPages } from '../../paging/numbered-pages.ts';
import type { Identify } from '../../paging/snapshot/segment.ts';

export interface PageCursorShape {
  readonly page: number;
  readonly isCurrent: boolean;
  readonly cursor: string | null;
}

export interface PageCursorsShape {
  readonly first: PageCursorShape | null;
  readonly last: PageCursorShape | null;
  readonly previous: PageCursorShape | null;
  readonly next: PageCursorShape | null;
  readonly around: readonly PageCursorShape[];
}

export interface PageInfoShape {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** One row of a page. Cursors are made when the first is read: most clients read only the page's two ends. */
export class Edge<Row> {
  readonly node: Row;
  readonly #page: Page<Row>;
  readonly #index: number;

  constructor(page: Page<Row>, index: number, node: Row) {
    this.node = node;
    this.#page = page;
    this.#index = index;
  }

  get cursor(): string {
    return this.#page.cursors[this.#index]!;
  }
}

const MAX_INT = 0x7fffffff;

/** A count of rows or pages as Int; where it is more than Int holds, an error in its place, which ends up at its path. */
export function countOf(rowsOrPages: number): number {
  if (rowsOrPages <= MAX_INT) return rowsOrPages;
  const message = `CFW says that this list is longer than can be counted here: ${rowsOrPages}. Leave this field out to read its rows.`;
  return new GraphQLError(message, { extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }) as unknown as number;
}

/** A page of a list as a Relay connection. Every part is made when it is first read, and kept. */
export class Page<Row> {
  readonly totalCount: number;
  readonly drift: Drift;
  readonly #page: ListPage<Row>;
  readonly #size: number;
  readonly #identify: Identify<Row>;
  #edges: readonly Edge<Row>[] | undefined;
  #cursors: readonly string[] | undefined;
  #nodes: readonly Row[] | undefined;
  #pageInfo: PageInfoShape | undefined;
  #pageCursors: PageCursorsShape | undefined;

  /** @param size the rows that were asked for, which is what numbered pages count by */
  constructor(page: ListPage<Row>, size: number, identify: Identify<Row>) {
    this.#page = page;
    this.#size = size;
    this.#identify = identify;
    this.totalCount = countOf(page.window.total);
    this.drift = page.window.drift;
  }

  get edges(): readonly Edge<Row>[] {
    this.#edges ??= this.#page.rows.map((row, index) => new Edge(this, index, row));
    return this.#edges;
  }

  /** The cursors of the rows. */
  get cursors(): readonly string[] {
    this.#cursors ??= this.#page.cursors();
    return this.#cursors;
  }

  /** The rows, without those that CFW sent without an id: only an edge can hold such a row, as a null node. */
  get nodes(): readonly Row[] {
    this.#nodes ??= this.#page.rows.filter((row) => this.#identify(row) !== null);
    return this.#nodes;
  }

  get pageInfo(): PageInfoShape {
    const { start, end, hasNextPage, hasPreviousPage } = this.#page.window;
    const empty = start === end;
    const cursors = this.#cursors;
    this.#pageInfo ??= {
      hasNextPage,
      hasPreviousPage,
      startCursor: empty ? null : (cursors?.[0] ?? this.#page.cursorAt(start)),
      endCursor: empty ? null : (cursors?.at(-1) ?? this.#page.cursorAt(end - 1)),
    };
    return this.#pageInfo;
  }

  get pageCursors(): PageCursorsShape {
    this.#pageCursors ??= this.#numbered();
    return this.#pageCursors;
  }

  #numbered(): PageCursorsShape {
    const { first, last, previous, next, around } = numberedPages(this.#page.window, this.#size);
    const shape = ({ page, isCurrent, after }: NumberedPage): PageCursorShape => ({
      page: countOf(page),
      isCurrent,
      cursor: after === null ? null : this.#page.cursorAt(after),
    });
    return {
      first: first && shape(first),
      last: last && shape(last),
      previous: previous && shape(previous),
      next: next && shape(next),
      around: around.map(shape),
    };
  }
}

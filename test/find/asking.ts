import { readFoundRequest } from '../../src/find/found-page.ts';
import { type FindArguments, readQuestion } from '../../src/find/question.ts';
import { Scan } from '../../src/find/scan.ts';
import type { ListPage } from '../../src/paging/list-page.ts';
import type { PageArguments } from '../../src/paging/window-arguments.ts';
import { type Field, ROWS, type Row, type RowFilters } from './rows.ts';

export const LIST = Buffer.from('a list');
export type Asked = FindArguments<RowFilters, Field>;

/** What one reading of a list has brought. */
export function scanOf(rows: readonly Row[], isMixed = false): Scan<Row> {
  return new Scan(rows, ({ id }) => id, isMixed);
}

/** Asks for a page as a connection field does. */
export function askOf(scan: Scan<Row>, asked: Asked, page: PageArguments): ListPage<Row> {
  const question = readQuestion(ROWS, asked, LIST);
  if (question === null) throw new Error('nothing is asked');
  return readFoundRequest(question, page, 4096).answer(scan);
}

/** The same of a list that is read for this page alone. */
export function ask(rows: readonly Row[], asked: Asked, page: PageArguments): ListPage<Row> {
  return askOf(scanOf(rows), asked, page);
}

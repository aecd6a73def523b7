import { builder } from '../builder/builder.ts';
import type { PageCursorShape, PageCursorsShape, PageInfoShape } from './page.ts';

export const PageInfo = builder.objectRef<PageInfoShape>('PageInfo').implement({
  description: 'What lies around a page, as the Relay cursor connection specification has it.',
  directives: { shareable: {} },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      nullable: false,
      description: 'Whether the list has rows after this page. True in both directions of paging.',
    }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      nullable: false,
      description: 'Whether the list has rows before this page. True in both directions of paging.',
    }),
    startCursor: t.exposeString('startCursor', { description: 'The cursor of the first row; null on an empty page.' }),
    endCursor: t.exposeString('endCursor', { description: 'The cursor of the last row; null on an empty page.' }),
  }),
});

const PageCursor = builder.objectRef<PageCursorShape>('PageCursor').implement({
  description: 'One page of a numbered pager.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'What to pass as `after` to get the page; null for page 1.' }),
    page: t.exposeInt('page', { nullable: false, description: 'The number of the page, from 1.' }),
    isCurrent: t.exposeBoolean('isCurrent', { nullable: false, description: 'Whether it is the page at hand.' }),
  }),
});

export const PageCursors = builder.objectRef<PageCursorsShape>('PageCursors').implement({
  description:
    'The pages of a numbered pager, by the size of the page at hand, counted from the start of the list. All null when the list is empty.',
  fields: (t) => ({
    first: t.expose('first', { type: PageCursor, description: 'Page 1.' }),
    last: t.expose('last', { type: PageCursor, description: 'The last page.' }),
    previous: t.expose('previous', { type: PageCursor, description: 'The page before; null on page 1.' }),
    next: t.expose('next', { type: PageCursor, description: 'The page after; null on the last one.' }),
    around: t.expose('around', {
      type: [PageCursor],
      nullable: false,
      description: 'Up to five pages around the one at hand, in order.',
    }),
  }),
});

import type { entriesTableQuery$variables } from '../__generated__/entriesTableQuery.graphql.ts';
import type { ListType } from '../shell/place.ts';

export type Asked = Pick<entriesTableQuery$variables, 'filterBy' | 'orderBy'>;

interface Filters {
  readonly listType: ListType;
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
}

/** Which entries does traffic with this address meet? And: where does this text stand? */
export function EntryFilters({ listType, asked, ask }: Filters) {
  const send = (form: FormData) => {
    const text = (name: string) => String(form.get(name)).trim();
    const [matchingAddress, search] = [text('address'), text('search')];
    const filterBy = { ...(matchingAddress && { matchingAddress }), ...(search && { search }) };
    ask({ ...asked, filterBy: Object.keys(filterBy).length > 0 ? filterBy : null });
  };
  return (
    <search>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <label>
          {listType === 'BLACKLIST' ? 'Who blocks this address?' : 'Who lets this address through?'}
          <input type="search" name="address" placeholder="203.0.113.7" />
        </label>
        <label>
          Text in address or note
          <input type="search" name="search" />
        </label>
        <button type="submit">Ask</button>
      </form>
    </search>
  );
}

import type { capturesTableQuery$variables } from '../__generated__/capturesTableQuery.graphql.ts';
import { sentenceCase } from '../parts/texts.ts';

export type Asked = Pick<capturesTableQuery$variables, 'filterBy' | 'orderBy'>;

const STATUSES = ['RUNNING', 'ENDING', 'SUCCESSFUL', 'STOPPED', 'ABNORMAL'] as const;

interface Filters {
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
}

/** Filters of captures. The text is asked for when it is sent, not at every letter: each is a reading of the whole list. */
export function CaptureFilters({ asked, ask }: Filters) {
  const send = (form: FormData) => {
    const search = String(form.get('search')).trim();
    const status = STATUSES.find((one) => one === form.get('status'));
    const filterBy = { ...(search !== '' && { search }), ...(status && { statuses: [status] }) };
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
          Name, address or port
          <input type="search" name="search" />
        </label>
        <label>
          Status
          <select name="status" onChange={(event) => event.currentTarget.form?.requestSubmit()}>
            <option value="">Any</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {sentenceCase(status)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Filter</button>
      </form>
    </search>
  );
}

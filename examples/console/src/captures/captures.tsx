import { ListPage } from '../parts/list-page.tsx';
import { sentenceCase } from '../parts/texts.ts';
import { type Asked, CapturesTable } from './captures-table.tsx';
import { NewCapture } from './new-capture.tsx';

const STATUSES = ['RUNNING', 'ENDING', 'SUCCESSFUL', 'STOPPED', 'ABNORMAL'] as const;

/** The captures of a firewall: what is asked of the list, the list, and a new one. */
export function Captures({ firewallId }: { readonly firewallId: string }) {
  return (
    <ListPage<Asked>
      what="captures"
      fields={
        <>
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
        </>
      }
      filterOf={(text) => {
        const status = STATUSES.find((one) => one === text('status'));
        return { search: text('search'), statuses: status && [status] };
      }}
      action="New capture"
      dialog={(close, started) => <NewCapture firewallId={firewallId} close={close} started={started} />}
    >
      {(table) => <CapturesTable firewallId={firewallId} {...table} />}
    </ListPage>
  );
}

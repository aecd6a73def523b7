import { useBill } from '../gateway/prices.ts';
import { count } from '../parts/texts.ts';

/** What this view has cost at CFW, from the gateway's own account (`X-Explain`). */
export function PriceCorner() {
  const { operations, calls, saved, last } = useBill();
  if (operations === 0) return null;
  return (
    <aside aria-label="Price of this view">
      <details>
        <summary>
          {count(calls, 'call')} to CFW · {saved} saved
        </summary>
        <table>
          <caption>The last of {count(operations, 'operation')}</caption>
          <thead>
            <tr>
              <th scope="col">Operation</th>
              <th scope="col">Calls</th>
              <th scope="col">Saved</th>
            </tr>
          </thead>
          <tbody>
            {last.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
              <tr key={operations - at}>
                <td>{line.name}</td>
                <td>{line.calls}</td>
                <td>{line.saved}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </aside>
  );
}

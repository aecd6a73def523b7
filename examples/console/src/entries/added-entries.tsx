import type { Results } from './add-entries.tsx';
import type { Pasted } from './pasted.ts';

const MEANING: Readonly<Record<Results[number]['outcome'], string>> = {
  CREATED: 'added',
  EXISTS: 'was there already',
  PENDING: 'taken, not in the list yet',
  FAILED: 'refused',
  UNKNOWN: 'not known: look at the list before you add it again',
  DELETED: 'deleted',
  ABSENT: 'not there',
};

/** What became of each address; what needs a look comes first. */
export function AddedEntries({ pasted, results }: { readonly pasted: readonly Pasted[]; readonly results: Results }) {
  const rows = results.map((result, at) => ({ ...result, address: pasted[at]?.address ?? '' }));
  const settled = ({ outcome }: Results[number]) => Number(outcome === 'CREATED');
  const created = rows.filter(({ outcome }) => outcome === 'CREATED').length;
  return (
    <>
      <p role="status">
        {created} of {rows.length} added.
      </p>
      <ul className="results">
        {rows
          .toSorted((one, other) => settled(one) - settled(other))
          .map(({ address, outcome, message }) => (
            <li key={address} className={outcome.toLowerCase()}>
              <strong>{address}</strong> {MEANING[outcome]}
              {message && <span className="faint"> {message}</span>}
            </li>
          ))}
      </ul>
    </>
  );
}

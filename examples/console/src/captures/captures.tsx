import { useState, useTransition } from 'react';
import { Boundary } from '../parts/boundary.tsx';
import { Sayings } from '../parts/sayings.tsx';
import { type Asked, CaptureFilters } from './capture-filters.tsx';
import { CapturesTable } from './captures-table.tsx';
import { NewCapture } from './new-capture.tsx';

/** The captures of a firewall: what is asked of the list, the list, and a new one. */
export function Captures({ firewallId }: { readonly firewallId: string }) {
  const [asked, setAsked] = useState<Asked>({ filterBy: null, orderBy: null });
  const [isStarting, setStarting] = useState(false);
  const [turn, setTurn] = useState(0);
  // What is on screen stays there until what was asked for has come.
  const [isPending, begin] = useTransition();
  const ask = (next: Asked) => begin(() => setAsked(next));
  const reload = () => begin(() => setTurn((count) => count + 1));
  return (
    <Sayings>
      <div className="toolbar">
        <CaptureFilters asked={asked} ask={ask} />
        <button type="button" className="main" onClick={() => setStarting(true)}>
          New capture
        </button>
      </div>
      {isStarting && <NewCapture firewallId={firewallId} close={() => setStarting(false)} started={reload} />}
      <div aria-busy={isPending}>
        <Boundary what="captures" asked={JSON.stringify(asked)}>
          {(again) => (
            <CapturesTable firewallId={firewallId} asked={asked} ask={ask} turn={`${turn}/${again}`} reload={reload} />
          )}
        </Boundary>
      </div>
    </Sayings>
  );
}

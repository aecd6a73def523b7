import { type FormEvent, type ReactNode, useState, useTransition } from 'react';
import { Boundary } from './boundary.tsx';
import { Sayings } from './sayings.tsx';

/** What a table needs to know: what is asked of the list, how to ask for something else, and Relay's `fetchKey`. */
export interface Table<Asked> {
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
  readonly turn: string;
  readonly reload: () => void;
}

interface Page<Asked extends { readonly filterBy?: object | null }> {
  /** What the list is of, such as `captures`. */
  readonly what: string;
  /** The fields that are filtered by. */
  readonly fields: ReactNode;
  /** What they come to; what is empty is not asked. It is read when they are sent, not at every letter: each is a reading of the whole list. */
  readonly filterOf: (text: (name: string) => string | undefined) => Asked['filterBy'];
  readonly action: string;
  readonly dialog: (close: () => void, done: () => void) => ReactNode;
  readonly children: (table: Table<Asked>) => ReactNode;
}

/** A list with its filters and the button of what can be done with it; it fails, and comes anew, by itself. */
export function ListPage<Asked extends { readonly filterBy?: object | null }>(page: Page<Asked>) {
  const [asked, setAsked] = useState({ filterBy: null } as Asked);
  const [isOpen, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  // What is on screen stays there until what was asked for has come.
  const [isPending, begin] = useTransition();
  const ask = (next: Asked) => begin(() => setAsked(next));
  const reload = () => begin(() => setTurn((count) => count + 1));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const filter = page.filterOf((name) => String(form.get(name)).trim() || undefined);
    const isEmpty = Object.values(filter ?? {}).every((value) => value === undefined);
    ask({ ...asked, filterBy: isEmpty ? null : filter });
  };
  return (
    <Sayings>
      <div className="toolbar">
        <search>
          <form className="row" onSubmit={send}>
            {page.fields}
            <button type="submit">Filter</button>
          </form>
        </search>
        <button type="button" className="main" onClick={() => setOpen(true)}>
          {page.action}
        </button>
      </div>
      {isOpen && page.dialog(() => setOpen(false), reload)}
      <div aria-busy={isPending}>
        <Boundary what={page.what} asked={JSON.stringify(asked)}>
          {(again) => page.children({ asked, ask, reload, turn: `${turn}/${again}` })}
        </Boundary>
      </div>
    </Sayings>
  );
}

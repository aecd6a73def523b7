import { type ReactNode, useEffect, useId, useRef } from 'react';

interface Shown {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A question or a form before everything else: the browser keeps the focus in it and gives it back. */
export function Dialog({ title, close, children }: Shown) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={close}>
      <header className="row">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="quiet" aria-label="Close" onClick={close}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}

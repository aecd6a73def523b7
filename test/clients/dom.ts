import { Window } from 'happy-dom';

/** What React needs of a browser. Imported before React, which looks for it once. */
const window = new Window();
Object.assign(globalThis, { window, document: window.document });

// Relay keeps what it fetched for five minutes. A page that closes takes such timers with it, and so does a test.
const { setTimeout: start } = globalThis;
globalThis.setTimeout = Object.assign((callback: () => void, delay?: number, ...rest: []) => {
  const timer = start(callback, delay, ...rest);
  return delay !== undefined && delay > 60_000 ? timer.unref() : timer;
}, start);

/** A place in the page to render into. */
export function place(): Element {
  const element = window.document.createElement('main');
  window.document.body.append(element);
  return element as unknown as Element;
}

/** Ends the page: no timer of it is left. */
export const closePage = () => window.happyDOM.close();

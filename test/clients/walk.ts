import { createElement, type FunctionComponent, type PropsWithChildren, Suspense, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { place } from './dom.ts';

/** What a front end's hook gives of a list: all rows so far, and how to get more. */
export interface GrowingList {
  readonly rows: readonly string[];
  readonly loading: boolean;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  loadNext(): void;
  loadPrevious(): void;
}

/** Renders a list as a page of a front end does and asks for more until an end is reached; settles with all rows. */
export function walk(
  useList: () => GrowingList,
  direction: 'forward' | 'backward',
  Provider: FunctionComponent<PropsWithChildren>,
): Promise<readonly string[]> {
  const root = createRoot(place());
  const seen = new Promise<readonly string[]>((resolve) => {
    function List() {
      const list = useList();
      useEffect(() => {
        if (list.loading) return;
        const forward = direction === 'forward';
        const more = forward ? list.hasNext : list.hasPrevious;
        if (!more) resolve(list.rows);
        else if (forward) list.loadNext();
        else list.loadPrevious();
      }, [list]);
      return list.rows.length;
    }
    root.render(createElement(Provider, null, createElement(Suspense, null, createElement(List))));
  });
  return seen.finally(() => root.unmount());
}

import type { ReactNode } from 'react';

/** An order as the graph takes it. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction?: 'ASC' | 'DESC';
}

interface Head<Field extends string> {
  readonly field: Field;
  readonly order: Order<Field> | null;
  readonly sort: (order: Order<Field> | null) => void;
  readonly children: ReactNode;
}

/** The head of a column that can be sorted by: up, down, and as CFW lists it. */
export function Sortable<Field extends string>({ field, order, sort, children }: Head<Field>) {
  const direction = order?.field === field ? (order.direction ?? 'ASC') : null;
  const next = { ASC: { field, direction: 'DESC' }, DESC: null } as const;
  return (
    <th scope="col" aria-sort={direction === null ? undefined : direction === 'ASC' ? 'ascending' : 'descending'}>
      <button
        type="button"
        className="sort"
        onClick={() => sort(direction === null ? { field, direction: 'ASC' } : next[direction])}
      >
        {children}
        <span aria-hidden="true">{direction === null ? '' : direction === 'ASC' ? ' ↑' : ' ↓'}</span>
      </button>
    </th>
  );
}

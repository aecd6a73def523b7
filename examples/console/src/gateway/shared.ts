import { useSyncExternalStore } from 'react';

/** A value that parts of the page share: what uses it is drawn anew when it changes. */
export function shared<Value>(value: Value) {
  const readers = new Set<() => void>();
  const subscribe = (read: () => void) => {
    readers.add(read);
    return () => readers.delete(read);
  };
  const get = () => value;
  const set = (next: Value) => {
    value = next;
    for (const read of readers) read();
  };
  return { get, set, use: () => useSyncExternalStore(subscribe, get) };
}

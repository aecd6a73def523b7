import { useSyncExternalStore } from 'react';

/** A value that parts of the page share: what uses it is drawn anew when it changes. */
export function shared<Value>(value: Value) {
  const readers = new Set<() => void>();
  const get = () => value;
  const subscribe = (read: () => void) => {
    readers.add(read);
    return () => readers.delete(read);
  };
  return {
    get,
    set: (next: Value) => {
      value = next;
      for (const read of readers) read();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

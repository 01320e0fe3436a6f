import { useSyncExternalStore } from 'react';

export type LiveValue<Value> = {
  readonly get: () => Value;
  readonly set: (next: Value) => void;
  /** The value, in a component that is drawn anew when it changes. */
  readonly use: () => Value;
};

/** One value that plain functions may change and components follow. For the few things that stand once in the whole app. */
export const liveValue = <Value>(initial: Value): LiveValue<Value> => {
  let value = initial;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const get = () => value;
  return {
    get,
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
};

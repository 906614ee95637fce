import { recentlyUsed, type Linked } from "./recently-used.js";

/** Values by name, so many at most; the one that was not asked for the longest is given up first. */
export interface LeastRecentlyUsed<Value> {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  delete(name: string): void;
  clear(): void;
}

interface Named<Value> extends Linked<Named<Value>> {
  readonly name: string;
  readonly value: Value;
}

/** `givenUp` is called with each value that is kept no longer, also with one that another has replaced. */
export function leastRecentlyUsed<Value>(
  most: number,
  givenUp?: (value: Value, name: string) => void,
): LeastRecentlyUsed<Value> {
  const values = recentlyUsed<Named<Value>>({
    most,
    nameOf: ({ name }) => name,
    givenUp: ({ value, name }) => givenUp?.(value, name),
  });
  return {
    get: (name) => values.find(name)?.value,
    set: (name, value) => values.keep({ name, value, newer: null, older: null }),
    delete: values.forget,
    clear: values.clear,
  };
}

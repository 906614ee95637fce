/** A value, or a function that is called once the actor was found to be allowed to ask at all. */
export type Lazy<T> = T | (() => T);

/** The value, asked for now. */
export function valueOf<T>(lazy: Lazy<T>): T {
  return typeof lazy === "function" ? (lazy as () => T)() : lazy;
}

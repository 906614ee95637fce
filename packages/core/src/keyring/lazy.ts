import type { Lazy } from "./keyring.js";

/** The value, asked for now. */
export function valueOf<T>(lazy: Lazy<T>): T {
  return typeof lazy === "function" ? (lazy as () => T)() : lazy;
}

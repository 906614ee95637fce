import { unavailable } from "../connection/store-fault.js";

/** Throws unless exactly one row was written. */
export function requireOne(written: unknown, otherwise: string): void {
  if (written !== 1)
    throw unavailable(`The key store updated ${String(written)} rows instead of one: ${otherwise}.`);
}

import type { KeyStore } from "../../store/key-store.js";
import type { UsageBatch } from "../../usage/usage-record.js";

/** All a store knows of the usage of these keys: last uses by key, hours by time and key. */
export async function usageOf(store: KeyStore, keys: readonly string[]): Promise<UsageBatch> {
  const { hours, lastUsed } = await store.readUsage({
    keys,
    hours: { from: 0, to: Number.MAX_SAFE_INTEGER },
  });
  return {
    hours: [...hours].sort((a, b) => a.hour - b.hour || compare(a.keyId, b.keyId)),
    lastUsed: [...lastUsed].sort((a, b) => compare(a.keyId, b.keyId)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { ChangeRecord } from "../src/changes/change-record.js";
import type { KeyStore } from "../src/store/key-store.js";

/** Every change a store keeps, in the order they were committed. */
export function changesOf(store: KeyStore): Promise<readonly ChangeRecord[]> {
  return store.scanChanges({ order: "seq", within: { by: "all" }, limit: 10_000 });
}

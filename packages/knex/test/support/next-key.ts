import type { StoreTransaction } from "@latchkey/core";

import { sampleChange, sampleKey } from "./sample-records.js";

/** Makes the next key, with its change. */
export async function nextKey(tx: StoreTransaction): Promise<void> {
  const number = tx.head.lastNumber + 1;
  const change = sampleChange(tx.head.lastSeq + 1);
  await tx.insertKeys([sampleKey(number)]);
  await tx.appendChanges([change], { lastSeq: change.seq, lastHash: change.hash, lastNumber: number });
}

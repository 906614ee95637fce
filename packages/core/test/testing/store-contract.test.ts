import { setTimeout } from "node:timers/promises";

import type { KeyStore } from "@latchkey/core";
import { memoryStore, storeContract } from "@latchkey/core/testing";

import { WRONG_READS } from "./wrong-reads.js";
import { WRONG_TRANSACTIONS } from "./wrong-transactions.js";
import { WRONG_USAGE } from "./wrong-usage.js";

const WRONG_STORES = { ...WRONG_READS, ...WRONG_TRANSACTIONS, ...WRONG_USAGE };

const running: Promise<unknown>[] = [];

describe("the store contract", () => {
  // Most are found out at once; what is left of their cases waits for a lock.
  afterAll(() => Promise.allSettled(running));

  it.concurrent.each(Object.entries(WRONG_STORES))("is broken by a store that %s", async (_, fault) => {
    await expect(runUntilItFails(fault)).rejects.toThrow();
  });

  it("names each case once", () => {
    expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
  });
});

/** In turn, so that nothing more is run of a store that is found out; a case that waits for a lock is not waited for. */
async function runUntilItFails(fault: (store: KeyStore) => Partial<KeyStore>): Promise<void> {
  const runs: Promise<void>[] = [];
  for (const { run } of storeContract) {
    const store = memoryStore();
    const ended = run({ ...store, ...fault(store) });
    runs.push(ended);
    running.push(ended);
    await Promise.race([ended, setTimeout(100)]);
  }
  await Promise.all(runs);
}

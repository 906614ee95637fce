import { memoryStore, storeContract } from "@latchkey/core/testing";

import { WRONG_READS } from "./wrong-reads.js";
import { WRONG_TRANSACTIONS } from "./wrong-transactions.js";
import { WRONG_USAGE } from "./wrong-usage.js";

const WRONG_STORES = { ...WRONG_READS, ...WRONG_TRANSACTIONS, ...WRONG_USAGE };

const running: Promise<unknown>[] = [];

describe("the store contract", () => {
  // Most are found out at once; what is left of their cases waits for a lock.
  afterAll(() => Promise.allSettled(running));

  // Side by side, because one case waits 2 s.
  it.concurrent.each(Object.entries(WRONG_STORES))("is broken by a store that %s", async (_, fault) => {
    const runs = storeContract.map(async ({ run }) => {
      const store = memoryStore();
      await run({ ...store, ...fault(store) });
    });
    running.push(...runs);
    await expect(Promise.all(runs)).rejects.toThrow();
  });

  it("names each case once", () => {
    expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
  });
});

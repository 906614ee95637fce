import type { KeyStore } from "@latchkey/core";
import { memoryStore, storeContract } from "@latchkey/core/testing";

type Fault = (store: KeyStore) => Partial<KeyStore>;

/** Stores that are wrong in one way each, as real ones have been. */
const FAULTS: Record<string, Fault> = {
  "finds ids whatever their case": (store) => ({
    findKey: async (ref) =>
      (await store.findKey(ref)) ?? ("id" in ref ? store.findKey({ id: ref.id.toLowerCase() }) : null),
  }),
  "finds ids that end in spaces": (store) => ({
    findKey: (ref) => store.findKey("id" in ref ? { id: ref.id.trimEnd() } : ref),
  }),
  "loses a column": (store) => ({
    findKey: async (ref) => {
      const key = await store.findKey(ref);
      return key && { ...key, revokedReason: null };
    },
  }),
  "orders names as JavaScript does": (store) => ({
    scanKeys: async (scan) => {
      const keys = await store.scanKeys(scan);
      return scan.order === "name" ? [...keys].sort((a, b) => (a.nameLower < b.nameLower ? -1 : 1)) : keys;
    },
  }),
  "begins a page at the position instead of behind it": (store) => ({
    scanKeys: (scan) =>
      store.scanKeys(
        scan.order === "number" && scan.after !== undefined ? { ...scan, after: scan.after - 1 } : scan,
      ),
  }),
  "matches prefixes as LIKE does": (store) => ({
    scanKeys: (scan) =>
      store.scanKeys("namePrefix" in scan && scan.namePrefix === "%" ? { ...scan, namePrefix: "" } : scan),
  }),
  "scans revoked keys among the live": (store) => ({
    scanKeys: (scan) => store.scanKeys({ ...scan, live: true }),
  }),
  "reads changes without a limit": (store) => ({
    readChanges: ({ after }) => store.readChanges({ after, limit: 1_000 }),
  }),
  "reads changes from a seq on": (store) => ({
    readChanges: ({ after, limit }) => store.readChanges({ after: after - 1, limit }),
  }),
  "commits when the work rejects": (store) => ({
    transact: async (work) => {
      const [outcome] = await store.transact(async (tx) => Promise.allSettled([work(tx)]));
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    },
  }),
  "wraps what the work throws": (store) => ({
    transact: (work) =>
      store.transact(work).catch((error: unknown) => Promise.reject(new Error("failed", { cause: error }))),
  }),
  "runs transactions on a stale head": (store) => ({
    transact: (work) =>
      store.transact((tx) => work({ ...tx, head: { lastSeq: 0, lastHash: "", lastNumber: 0 } })),
  }),
  "updates what is not there": (store) => ({
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          updateKey: async (key) => ((await tx.findKey({ id: key.id })) ? tx.updateKey(key) : undefined),
        }),
      ),
  }),
  "waits for ever for the lock": (store) => ({
    transact: async (work) => {
      for (;;) {
        try {
          return await store.transact(work);
        } catch (error) {
          if ((error as { code?: string }).code !== "store_busy") throw error;
        }
      }
    },
  }),
};

describe("the store contract", () => {
  // Side by side, because one case waits 2 s.
  it.concurrent.each(Object.entries(FAULTS))("is broken by a store that %s", async (_, fault) => {
    const runs = storeContract.map(async ({ run }) => {
      const store = memoryStore();
      await run({ ...store, ...fault(store) });
    });
    const outcomes = await Promise.allSettled(runs);
    expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  });

  it("names each case once", () => {
    expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
  });
});

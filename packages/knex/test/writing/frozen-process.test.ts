import { setTimeout as sleep } from "node:timers/promises";

import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";

import { startChild, type Child } from "../support/child.js";
import { emptyTables } from "../support/empty-tables.js";
import { nextKey } from "../support/next-key.js";
import { describeOnEach } from "../support/test-databases.js";

/** What a process that is stopped within a write may cost the others. */
const BOUND_MS = 6_000;
const BATCH = { hours: [{ keyId: "a", hour: 0, accepted: 1, refused: 0 }], lastUsed: [] };

describeOnEach(
  "a process frozen within a write",
  (database) => {
    let store: KeyStore;
    let child: Child;

    beforeAll(async () => {
      const db = database.open();
      await migrate(db);
      store = knexStore(db);
    });
    beforeEach(() => emptyTables(database.open()));
    afterEach(async () => {
      child.process.kill("SIGKILL");
      await child.ended;
    });

    it("keeps the others from writing for 6 s at most, and cannot commit when it wakes", async () => {
      await freeze("work");
      const { refusals, outcome } = await within(BOUND_MS, () => store.transact(nextKey));
      expect(refusals).toBeGreaterThan(0);
      expect(outcome).toBe("done");

      expect(await wake()).toEqual({ outcome: "store_unavailable", restored: true });
      // Its second attempt, when it was awake again, is the second key.
      const keys = await store.scanKeys({ order: "number", within: { by: "all" }, live: true, limit: 9 });
      expect(keys.map(({ number }) => number)).toEqual([1, 2]);
    });

    it("keeps nobody from a management write where it writes usage, and the usage of the same keys for 6 s at most", async () => {
      await freeze("usage");
      await store.transact(nextKey);
      const { refusals, outcome } = await within(BOUND_MS, () => store.addUsage(BATCH));
      expect(refusals).toBeGreaterThan(0);
      expect(outcome).toBe("done");

      expect(await wake()).toEqual({ outcome: "store_unavailable", restored: true });
      const { hours } = await store.readUsage({ keys: ["a"], hours: { from: 0, to: 1 } });
      expect(hours).toEqual(BATCH.hours);
    });

    async function freeze(where: "work" | "usage"): Promise<void> {
      const task = { config: database.config(), engine: database.engine, within: where };
      child = startChild("freeze-in-write.ts", task);
      await child.said(1);
    }

    /** What the process says of its write. */
    async function wake(): Promise<unknown> {
      child.process.kill("SIGCONT");
      await child.said(2);
      return JSON.parse(child.lines[1] ?? "");
    }
  },
  ["mysql", "postgres"],
);

/** Tries until it works or the time is over; a refusal is `store_busy`. */
async function within(
  milliseconds: number,
  run: () => Promise<void>,
): Promise<{ refusals: number; outcome: "done" | "blocked" }> {
  let refusals = 0;
  const trying = async (): Promise<"done"> => {
    for (;;) {
      try {
        await run();
        return "done";
      } catch (error) {
        if ((error as { code?: unknown }).code !== "store_busy") throw error;
        refusals += 1;
      }
    }
  };
  const outcome = await Promise.race([trying(), sleep(milliseconds, "blocked" as const, { ref: false })]);
  return { refusals, outcome };
}

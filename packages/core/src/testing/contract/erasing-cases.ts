import assert from "node:assert/strict";

import type { Erasure, KeyStore } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import {
  appendAll,
  headAfter,
  insertAll,
  readHead,
  sampleChange,
  sampleHour,
  sampleKey,
  sampleRole,
  sampleUse,
  saveAll,
} from "./sample-records.js";
import type { StoreCase } from "./store-case.js";
import { usageOf } from "./usage-of.js";

/** What `erase` removes, and what stays. */
export const erasingCases: readonly StoreCase[] = [
  {
    name: "erases keys with their usage and last use, byte for byte, and nothing else",
    async run(store) {
      await fill(store);
      await erase(store, { keys: ["key_a", "unknown", "key_c "] });
      assertSame(await contents(store), {
        ...FILLED,
        keys: ["KEY_A", "key_b"],
        hours: ["KEY_A 0", "KEY_A 1", "key_b 0", "key_b 1"],
        lastUsed: ["KEY_A", "key_b"],
      });
    },
  },
  {
    name: "erases a thousand keys, which are gone for its transaction too",
    async run(store) {
      const keys = Array.from({ length: 1_000 }, (_, index) => sampleKey(index + 1));
      await insertAll(store, [...keys, sampleKey(1_001)]);
      const ids = keys.map(({ id }) => id);
      await store.transact(async (tx) => {
        await tx.erase({ keys: ids });
        assertSame(await tx.findKey({ number: 7 }), null);
      });
      assertSame((await contents(store)).keys, [sampleKey(1_001).id]);
    },
  },
  {
    name: "erases one role, byte for byte",
    async run(store) {
      await fill(store);
      await erase(store, { role: "role_a" });
      assertSame(await contents(store), { ...FILLED, roles: ["ROLE_A"] });
    },
  },
  {
    name: "erases the changes before a seq, and leaves the head where it is",
    async run(store) {
      await fill(store);
      await erase(store, { changesBefore: 3 });
      assertSame(await contents(store), { ...FILLED, changes: [3, 4] });
      assertSame(await readHead(store), headAfter(sampleChange(4)));
    },
  },
  {
    name: "erases the hours before one, and no last use",
    async run(store) {
      await fill(store);
      await erase(store, { usageBefore: sampleHour("", 1).hour, most: 100 });
      assertSame(await contents(store), { ...FILLED, hours: ["KEY_A 1", "key_a 1", "key_b 1"] });
    },
  },
  {
    name: "erases as many hours as it is told, the oldest first, of one hour by their keys",
    async run(store) {
      await fill(store);
      const usageBefore = sampleHour("", 2).hour;
      assertSame(await erase(store, { usageBefore, most: 2 }), [2]);
      assertSame((await contents(store)).hours, ["KEY_A 1", "key_a 1", "key_b 0", "key_b 1"]);
      assertSame(await erase(store, { usageBefore, most: 1 }, { usageBefore, most: 1 }), [1, 1]);
      assertSame((await contents(store)).hours, ["key_a 1", "key_b 1"]);
      assertSame(await erase(store, { usageBefore, most: 2 }, { usageBefore, most: 2 }), [2, 0]);
      assertSame(await contents(store), { ...FILLED, hours: [] });
    },
  },
  {
    name: "says how many rows it has erased, of keys without their usage",
    async run(store) {
      await fill(store);
      const usageBefore = sampleHour("", 1).hour;
      const there = [{ role: "role_a" }, { changesBefore: 3 }, { usageBefore, most: 100 }] as const;
      assertSame(await erase(store, ...there, { keys: ["key_a", "unknown", "KEY_A"] }), [1, 2, 3, 2]);
      assertSame(await erase(store, ...there, { keys: ["key_a"] }), [0, 0, 0, 0]);
    },
  },
  {
    name: "erases nothing that is not there, and fails at nothing",
    async run(store) {
      await fill(store);
      const texts = [...HOSTILE_TEXTS, "", "key_á", "role_á", "key_a ", "role_a "];
      for (const text of texts) await erase(store, { keys: [text] }, { role: text });
      await erase(store, { keys: [] }, { keys: texts }, { changesBefore: 0 }, { usageBefore: 0, most: 9 });
      assertSame(await contents(store), FILLED);
    },
  },
  {
    name: "gives back all that a transaction has erased when its work rejects",
    async run(store) {
      await fill(store);
      const failing = store.transact(async (tx) => {
        await tx.erase({ keys: ["key_a", "KEY_A", "key_b"] });
        await tx.erase({ role: "role_a" });
        await tx.erase({ changesBefore: Number.MAX_SAFE_INTEGER });
        await tx.erase({ usageBefore: Number.MAX_SAFE_INTEGER, most: 100 });
        throw new Error("thrown by the work");
      });
      await assert.rejects(failing);
      assertSame(await contents(store), FILLED);
    },
  },
];

const KEYS = ["KEY_A", "key_a", "key_b"];

const FILLED = {
  keys: KEYS,
  roles: ["ROLE_A", "role_a"],
  changes: [1, 2, 3, 4],
  hours: KEYS.flatMap((key) => [`${key} 0`, `${key} 1`]),
  lastUsed: KEYS,
};

async function fill(store: KeyStore): Promise<void> {
  await insertAll(
    store,
    KEYS.map((id, index) => sampleKey(index + 1, { id })),
  );
  await saveAll(store, [sampleRole(1, { id: "ROLE_A" }), sampleRole(2, { id: "role_a" })]);
  await appendAll(
    store,
    [1, 2, 3, 4].map((seq) => sampleChange(seq)),
  );
  await store.addUsage({
    hours: KEYS.flatMap((key) => [sampleHour(key, 0), sampleHour(key, 1)]),
    lastUsed: KEYS.map((key) => sampleUse(key)),
  });
}

/** One after the other in one transaction; what each of them said. */
async function erase(store: KeyStore, ...rows: readonly Erasure[]): Promise<readonly number[]> {
  return store.transact(async (tx) => {
    const removed: number[] = [];
    for (const each of rows) removed.push(await tx.erase(each));
    return removed;
  });
}

/** What the store holds, by names short enough to be read. */
async function contents(store: KeyStore): Promise<typeof FILLED> {
  const keys = await store.scanKeys({ order: "number", within: { by: "all" }, live: true, limit: 2_000 });
  const roles = await store.findRoles({ by: "all", limit: 100 });
  const changes = await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 100 });
  const { hours, lastUsed } = await usageOf(store, KEYS);
  const first = sampleHour("", 0).hour;
  return {
    keys: keys.map(({ id }) => id),
    roles: roles.map(({ id }) => id),
    changes: changes.map(({ seq }) => seq),
    hours: hours.map(({ keyId, hour }) => `${keyId} ${(hour - first) / 3_600_000}`).sort(),
    lastUsed: lastUsed.map(({ keyId }) => keyId),
  };
}

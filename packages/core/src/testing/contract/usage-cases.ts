import type { LastUse, UsageBatch, UsageHour } from "../../usage/usage-record.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { patiently } from "./patiently.js";
import { sampleHour, sampleUse } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";
import { usageOf } from "./usage-of.js";

/** What `addUsage` adds up, and what `readUsage` gives back of it. */
export const usageCases: readonly StoreCase[] = [
  {
    name: "reads no usage of keys that were never used",
    async run(store) {
      assertSame(await store.readUsage({ keys: [] }), NOTHING);
      assertSame(await usageOf(store, ["a", "b"]), NOTHING);
      await store.addUsage(NOTHING);
      await store.addUsage({ hours: [sampleHour("a", 0)], lastUsed: [sampleUse("a")] });
      assertSame(await usageOf(store, ["b"]), NOTHING);
    },
  },
  {
    name: "gives every field of usage back exactly as given",
    async run(store) {
      const hours = [sampleHour("a", 0, 0, 0), sampleHour("a", 1, 5_000_000_000, Number.MAX_SAFE_INTEGER)];
      const lastUsed = [sampleUse("a", FULL), sampleUse("b"), sampleUse("c", AWKWARD)];
      await store.addUsage({ hours, lastUsed });
      assertSame(await usageOf(store, ["a", "b", "c"]), { hours, lastUsed });
    },
  },
  {
    name: "adds the counts of a key and an hour up, and no others",
    async run(store) {
      await store.addUsage({ hours: [sampleHour("a", 0, 1, 2), sampleHour("b", 0, 10, 20)], lastUsed: [] });
      await store.addUsage({ hours: [sampleHour("a", 0, 3, 4), sampleHour("a", 1, 5, 6)], lastUsed: [] });
      await store.addUsage({ hours: [sampleHour("A", 0, 7, 7), sampleHour("a ", 0, 8, 8)], lastUsed: [] });
      assertSame((await usageOf(store, ["a", "b"])).hours, [
        sampleHour("a", 0, 4, 6),
        sampleHour("b", 0, 10, 20),
        sampleHour("a", 1, 5, 6),
      ]);
    },
  },
  {
    name: "reads the hours from one on and before another, oldest first, and none where they are not asked for",
    async run(store) {
      const hours = [5, 3, 1, 4, 2].flatMap((hour) => [sampleHour("a", hour), sampleHour("b", hour)]);
      await store.addUsage({ hours, lastUsed: [sampleUse("a")] });
      const between = { from: sampleHour("a", 2).hour, to: sampleHour("a", 4).hour };
      const found = await store.readUsage({ keys: ["a"], hours: between });
      assertSame(found, { hours: [sampleHour("a", 2), sampleHour("a", 3)], lastUsed: [sampleUse("a")] });
      assertSame(await store.readUsage({ keys: ["a"] }), { hours: [], lastUsed: [sampleUse("a")] });
      const { hours: all } = await store.readUsage({ keys: ["b", "a"], hours: EVER });
      assertSame(
        all.map(({ hour }) => hour),
        [1, 1, 2, 2, 3, 3, 4, 4, 5, 5].map((hour) => sampleHour("a", hour).hour),
      );
    },
  },
  {
    name: "moves a last use forward with its address and user agent, and never back, whatever order batches arrive in",
    async run(store) {
      const uses = [
        { at: 1, address: "192.0.2.1", userAgent: "one", oldSecretAt: null },
        { at: 2, address: "192.0.2.2", userAgent: null, oldSecretAt: 2 },
        { at: 3, address: null, userAgent: "three", oldSecretAt: 1 },
        { at: 4, address: "192.0.2.4", userAgent: "four", oldSecretAt: null },
      ];
      for (const [index, order] of ordersOf(uses).entries()) {
        const keyId = `key ${index}`;
        for (const use of order) await store.addUsage({ hours: [], lastUsed: [{ keyId, ...use }] });
        const newest = { ...uses[3], oldSecretAt: 2 };
        assertSame((await usageOf(store, [keyId])).lastUsed, [{ keyId, ...newest }], JSON.stringify(order));
      }
    },
  },
  {
    name: "loses nothing of batches that arrive at once, and is not stopped by their order",
    async run(store) {
      const keys = Array.from({ length: 20 }, (_, index) => `key ${String(index).padStart(2, "0")}`);
      const batches = Array.from({ length: 30 }, (_, index) => batchOf(keys, index));
      await Promise.all(batches.map((batch) => patiently(() => store.addUsage(batch))));
      const { hours, lastUsed } = await usageOf(store, keys);
      assertSame(
        hours,
        keys.map((key) => sampleHour(key, 0, 30, 435)),
      );
      assertSame(
        lastUsed,
        keys.map((key) => sampleUse(key, { at: 29, address: "29", oldSecretAt: 29 })),
      );
    },
  },
  {
    name: "adds a batch of a thousand keys",
    async run(store) {
      const keys = Array.from({ length: 1_000 }, (_, index) => `key ${String(index).padStart(4, "0")}`);
      await store.addUsage(batchOf(keys, 1));
      await store.addUsage(batchOf(keys, 2));
      const { hours, lastUsed } = await usageOf(store, keys);
      assertSame(
        hours,
        keys.map((key) => sampleHour(key, 0, 2, 3)),
      );
      assertSame(
        lastUsed,
        keys.map((key) => sampleUse(key, { at: 2, address: "2", oldSecretAt: 1 })),
      );
    },
  },
  {
    name: "takes all of a batch or nothing",
    async run(store) {
      const spoilt = "x".repeat(20_000);
      const batches: UsageBatch[] = [
        { hours: [sampleHour("a", 0), sampleHour(spoilt, 0)], lastUsed: [sampleUse("a")] },
        { hours: [sampleHour("a", 0)], lastUsed: [sampleUse("a"), sampleUse(spoilt)] },
      ];
      for (const [index, batch] of batches.entries()) {
        const renamed = JSON.parse(JSON.stringify(batch).replaceAll('"a"', `"a${index}"`)) as UsageBatch;
        const taken = await store.addUsage(renamed).then(
          () => true,
          () => false,
        );
        const { hours, lastUsed } = await usageOf(store, [`a${index}`]);
        assertSame([hours.length, lastUsed.length], taken ? [1, 1] : [0, 0]);
      }
    },
  },
  {
    name: "adds usage beside an open transaction, and neither stops the other for good",
    async run(store) {
      const batch = { hours: [sampleHour("a", 0)], lastUsed: [sampleUse("a")] };
      const added: Promise<void>[] = [];
      await store.transact(async (tx) => {
        added.push(store.addUsage(batch));
        await tx.countKeys({ by: "org", org: "acme" });
        await tx.erase({ keys: ["b"] });
      });
      await Promise.all([...added, store.transact((tx) => tx.erase({ keys: ["c"] })), store.addUsage(batch)]);
      assertSame(await usageOf(store, ["a"]), { hours: [sampleHour("a", 0, 2)], lastUsed: [sampleUse("a")] });
    },
  },
  {
    name: "finds no usage, and fails at nothing, of what no key can be",
    async run(store) {
      await store.addUsage({ hours: [sampleHour("a", 0)], lastUsed: [sampleUse("a")] });
      assertSame(await usageOf(store, [...HOSTILE_TEXTS, "A", "a ", "á"]), NOTHING);
    },
  },
  {
    name: "keeps its usage apart from what callers hold",
    async run(store) {
      const given = { hours: [sampleHour("a", 0)], lastUsed: [sampleUse("a", { address: "192.0.2.1" })] };
      const expected = structuredClone(given);
      await store.addUsage(given);
      tamperWith(given);
      tamperWith(await usageOf(store, ["a"]));
      assertSame(await usageOf(store, ["a"]), expected);
    },
  },
];

const NOTHING: UsageBatch = { hours: [], lastUsed: [] };
const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER };

const FULL: Partial<LastUse> = {
  at: 8.64e15,
  address: "2001:db8::1",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
  oldSecretAt: 8.64e15,
};

const AWKWARD: Partial<LastUse> = { address: " ", userAgent: `😀'"\`\\%_?$1:name é ${"x".repeat(8_000)}` };

/** One use of each key, in an order of the batch's own. */
function batchOf(keys: readonly string[], index: number): UsageBatch {
  const order = keys.map((_, at) => keys[(at * 7 + index) % keys.length] ?? "");
  return {
    hours: order.map((key) => sampleHour(key, 0, 1, index)),
    lastUsed: order.map((key) =>
      sampleUse(key, { at: index, address: String(index), oldSecretAt: index % 2 === 1 ? index : null }),
    ),
  };
}

/** Every order of these. */
function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => ordersOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

function tamperWith({
  hours,
  lastUsed,
}: {
  hours: readonly UsageHour[];
  lastUsed: readonly LastUse[];
}): void {
  for (const entry of [...hours, ...lastUsed]) Reflect.set(entry, "keyId", "tampered");
}

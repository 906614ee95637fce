import assert from "node:assert/strict";

import type { KeyRecord } from "../../keys/key-record.js";
import type { KeyStore } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { insertAll, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `insertKeys` writes, and what it refuses. */
export const insertingCases: readonly StoreCase[] = [
  {
    name: "inserts a thousand keys in one transaction",
    async run(store) {
      const keys = thousand();
      await insertAll(store, keys);
      assertSame(await all(store), keys);
    },
  },
  {
    name: "inserts no key at all when it is given none",
    async run(store) {
      await insertAll(store, []);
      assertSame(await all(store), []);
    },
  },
  ...(["id", "number", "lookup"] as const).flatMap((field) => [
    {
      name: `refuses to insert a key whose ${field} is taken, and keeps nothing of that transaction`,
      async run(store: KeyStore) {
        const first = sampleKey(1, { lookup: "public:a" });
        await insertAll(store, [first]);
        const rival = { ...sampleKey(3), [field]: first[field] };
        await assert.rejects(insertAll(store, [sampleKey(2), rival]));
        assertSame(await all(store), [first]);
      },
    },
    {
      name: `refuses a thousand keys as a whole when the ${field} of the last is another's among them`,
      async run(store: KeyStore) {
        const keys = thousand();
        const rival = { ...sampleKey(1_001), [field]: keys[6]?.[field] };
        await assert.rejects(insertAll(store, [...keys, rival]));
        assertSame(await all(store), []);
      },
    },
  ]),
];

function thousand(): KeyRecord[] {
  return Array.from({ length: 1_000 }, (_, index) =>
    sampleKey(index + 1, {
      lookup: `public:${index}`,
      orgId: "acme",
      permissions: ["bundles:read"],
      metadata: { index },
    }),
  );
}

function all(store: KeyStore): Promise<readonly KeyRecord[]> {
  return store.scanKeys({ order: "number", within: { by: "all" }, live: true, limit: 2_000 });
}

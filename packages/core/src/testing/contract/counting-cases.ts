import assert from "node:assert/strict";

import type { CountRange, KeyStore } from "../../store/key-store.js";
import { countRecords } from "../count-records.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { keysOfManyPlaces, ORGS, OWNERS, PROJECTS, ROLES } from "./many-places.js";
import { insertAll, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `countKeys` counts. */
export const countingCases: readonly StoreCase[] = [
  {
    name: "counts exactly the keys of an organization, a project or none, an owner or a role that are not revoked, byte for byte",
    async run(store) {
      const keys = keysOfManyPlaces();
      await insertAll(store, keys);
      await store.transact(async (tx) => {
        for (const range of allRanges())
          assertSame(await tx.countKeys(range), countRecords(keys, range), JSON.stringify(range));
      });
    },
  },
  {
    name: "counts what its transaction has written, and not what another has undone",
    async run(store) {
      const key = (number: number) => sampleKey(number, { orgId: "acme" });
      const failing = store.transact(async (tx) => {
        await tx.insertKeys([key(7), key(8)]);
        assertSame(await tx.countKeys(ACME), 2);
        throw new Error("thrown by the work");
      });
      await assert.rejects(failing);
      await store.transact(async (tx) => {
        assertSame(await tx.countKeys(ACME), 0);
        await tx.insertKeys([key(1), key(2), key(3)]);
        assertSame(await tx.countKeys(ACME), 3);
        await tx.updateKey({ ...key(1), revokedAt: 5, version: 2 });
        assertSame(await tx.countKeys(ACME), 2);
        await tx.erase({ keys: [key(2).id] });
        assertSame(await tx.countKeys(ACME), 1);
        await tx.updateKey({ ...key(3), orgId: "other", version: 2 });
        assertSame(await tx.countKeys(ACME), 0);
      });
      assertSame(await countIn(store, ACME), 0);
    },
  },
  {
    name: "counts nothing, and fails at nothing, within what no key can have",
    async run(store) {
      await insertAll(store, keysOfManyPlaces());
      for (const text of HOSTILE_TEXTS) {
        for (const range of [
          { by: "org", org: text },
          { by: "owner", owner: text },
          { by: "role", role: text },
          { by: "project", org: "acme", project: text },
          { by: "project", org: text, project: null },
        ] as const)
          assertSame(await countIn(store, range), 0);
      }
    },
  },
];

const ACME = { by: "org", org: "acme" } as const;

function allRanges(): CountRange[] {
  const orgs = [...ORGS, "unknown", "acme "].filter((org) => org !== null);
  return [
    ...orgs.map((org) => ({ by: "org", org }) as const),
    ...orgs.flatMap((org) =>
      [...PROJECTS, "web "].map((project) => ({ by: "project", org, project }) as const),
    ),
    ...[...OWNERS, "user-1 ", "01"].flatMap((owner) =>
      owner === null ? [] : [{ by: "owner", owner } as const],
    ),
    ...[...ROLES, "c:Reader", "reader"].flatMap((role) =>
      role === null ? [] : [{ by: "role", role } as const],
    ),
  ];
}

function countIn(store: KeyStore, range: CountRange): Promise<number> {
  return store.transact((tx) => tx.countKeys(range));
}

import assert from "node:assert/strict";

import type { RoleRecord } from "../../roles/role-record.js";
import type { KeyStore } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { sampleRole, saveAll } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `saveRole` writes, and what it refuses. */
export const roleWritingCases: readonly StoreCase[] = [
  {
    name: "replaces every field of one role by a later version, and no other role",
    async run(store) {
      const [one, other] = [sampleRole(1, { id: "role_a" }), sampleRole(2, { id: "ROLE_A" })];
      await saveAll(store, [one, other]);
      await saveAll(store, [{ ...one, ...CHANGED }]);
      assertSame(await store.findRoles({ by: "id", id: "role_a" }), [{ ...one, ...CHANGED }]);
      assertSame(await store.findRoles({ by: "id", id: "ROLE_A" }), [other]);
    },
  },
  {
    name: "takes a later version of a role that changes nothing else, and one that changes nothing at all",
    async run(store) {
      const later = sampleRole(1, { version: 2 });
      await saveAll(store, [sampleRole(1), later]);
      await saveAll(store, [later]);
      assertSame(await all(store), [later]);
    },
  },
  {
    name: "refuses the first version of a role that is there already, and a later one of a role that is not",
    async run(store) {
      const role = sampleRole(1, { id: "role_a" });
      await saveAll(store, [role]);
      await assert.rejects(saveAll(store, [{ ...role, name: "other" }]));
      for (const id of ["ROLE_A", "role_a ", "role_á", "unknown"])
        await assert.rejects(saveAll(store, [{ ...role, id, name: `by ${id}`, version: 2 }]), `saved ${id}`);
      assertSame(await all(store), [role]);
    },
  },
  ...([null, "acme"] as const).map((orgId) => ({
    name: `refuses a role whose name is taken ${orgId === null ? "among those of no organization" : "in its organization"}`,
    async run(store: KeyStore) {
      const taken = sampleRole(1, { orgId, name: "reader" });
      const renamed = sampleRole(2, { orgId, name: "writer" });
      await saveAll(store, [taken, renamed]);
      await assert.rejects(saveAll(store, [sampleRole(3, { orgId, name: "reader" })]));
      await assert.rejects(saveAll(store, [{ ...renamed, name: "reader", version: 2 }]));
      const twins = [sampleRole(4, { orgId, name: "twin" }), sampleRole(5, { orgId, name: "twin" })];
      await assert.rejects(saveAll(store, twins));
      assertSame(await all(store), [taken, renamed]);
    },
  })),
  {
    name: "lets other organizations have a role of the same name, and the same one names that differ in a byte",
    async run(store) {
      const roles = [null, "acme", "ACME", "acme "].flatMap((orgId, org) =>
        ["reader", "Reader", "reader ", "rëader"].map((name, index) =>
          sampleRole(org * 10 + index, { orgId, name }),
        ),
      );
      await saveAll(store, roles);
      assertSame(await all(store), roles);
    },
  },
  {
    name: "frees the name of a role that was renamed or erased, within the same transaction too",
    async run(store) {
      const [renamed, erased] = [sampleRole(1, { name: "a" }), sampleRole(2, { name: "b" })];
      await saveAll(store, [renamed, erased]);
      const successors = [sampleRole(3, { name: "a" }), sampleRole(4, { name: "b" })];
      await store.transact(async (tx) => {
        await tx.saveRole({ ...renamed, name: "c", version: 2 });
        await tx.erase({ role: erased.id });
        for (const role of successors) await tx.saveRole(role);
        assertSame(await tx.findRoles({ by: "name", org: null, name: "a" }), [successors[0]]);
      });
      assertSame(await all(store), [{ ...renamed, name: "c", version: 2 }, ...successors]);
    },
  },
  {
    name: "undoes the roles of a transaction that rejects",
    async run(store) {
      await saveAll(store, [sampleRole(1)]);
      const failing = store.transact(async (tx) => {
        await tx.saveRole(sampleRole(1, { ...CHANGED }));
        await tx.saveRole(sampleRole(2));
        throw new Error("thrown by the work");
      });
      await assert.rejects(failing);
      assertSame(await all(store), [sampleRole(1)]);
    },
  },
  {
    name: "keeps its roles apart from what callers hold",
    async run(store) {
      const given = sampleRole(1, { permissions: ["a:read"] });
      await saveAll(store, [given]);
      for (const role of [given, (await all(store))[0]]) {
        Reflect.set(role?.permissions ?? [], 0, "*:*");
        Reflect.set(role ?? {}, "name", "tampered");
      }
      assertSame(await all(store), [sampleRole(1, { permissions: ["a:read"] })]);
    },
  },
];

const CHANGED: Partial<RoleRecord> = {
  name: "changed",
  description: "changed",
  permissions: ["*:*"],
  updatedAt: 7,
  version: 2,
};

function all(store: KeyStore): Promise<readonly RoleRecord[]> {
  return store.findRoles({ by: "all", limit: 100 });
}

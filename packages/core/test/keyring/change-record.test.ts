import { chainHashHolds } from "../../src/changes/hash-chain.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { changesOf } from "../changes-of.js";
import { PEPPER, ring, user } from "./ring.js";

const admin = {
  ...user("u1", { permissions: ["*:*"] }),
  name: "Ada",
  address: "192.0.2.7",
  requestId: "r-1",
};

describe("the record of changes", () => {
  it("has one row for each write: who, what, before and after, from where", async () => {
    const { keyring, store, clock } = ring();
    const { key } = await keyring.create({ name: "One", permissions: ["a:b"] }, admin);
    await keyring.update({ id: key.id }, { name: "Two" }, admin);
    await keyring.revoke({ id: key.id }, admin, { reason: "left" });
    const changes = await changesOf(store);
    expect(changes.map(({ seq, action }) => [seq, action])).toEqual([
      [1, "key.created"],
      [2, "key.updated"],
      [3, "key.revoked"],
    ]);
    for (const change of changes) {
      expect(change).toMatchObject({
        at: clock.now(),
        actorKind: "user",
        actorId: "u1",
        actorName: "Ada",
        target: key.id,
        ownerId: "u1",
        orgId: "a",
        address: "192.0.2.7",
        requestId: "r-1",
      });
    }
    const details = changes.map(
      ({ detail }) => JSON.parse(detail) as { before: unknown; after: unknown; reason?: string },
    );
    expect(details[1]).toEqual({ before: { name: "One", version: 1 }, after: { name: "Two", version: 2 } });
    expect(details[2]).toMatchObject({
      before: { revokedAt: null },
      after: { revokedAt: clock.now() },
      reason: "left",
    });
  });

  it("is chained from the first row on, under the pepper", async () => {
    const { keyring, store } = ring();
    for (let n = 0; n < 5; n++) await keyring.create({ permissions: [] }, admin);
    const changes = await changesOf(store);
    expect(changes.map(({ previousHash }) => previousHash)).toEqual([
      "",
      ...changes.slice(0, -1).map(({ hash }) => hash),
    ]);
    const peppers = peppersOf([PEPPER]);
    expect(changes.map((change) => chainHashHolds(peppers, change))).toEqual(changes.map(() => true));
    expect(new Set(changes.map(({ hash }) => hash)).size).toBe(5);
  });

  it("has no row for a write that did not happen", async () => {
    const { keyring, store } = ring();
    await keyring.create({ permissions: ["A"] }, admin).catch(() => undefined);
    expect(await changesOf(store)).toEqual([]);
  });

  it("and no key without its row: when the record cannot be written, nothing is", async () => {
    const { keyring, store, writes } = ring();
    const { transact } = store;
    store.transact = (work) =>
      transact((tx) => work({ ...tx, appendChanges: () => Promise.reject(new Error("the disk is full")) }));
    const broken = ring({ store });
    await expect(broken.keyring.create({ permissions: [] }, admin)).rejects.toThrow("the disk is full");
    expect(await store.findKey({ number: 1 })).toBeNull();
    expect(writes()).toBe(1);
    expect(keyring).toBeDefined();
  });

  it("is written whatever an application calls its users: what no line and no database holds is replaced", async () => {
    const { keyring, store } = ring();
    const odd = { ...admin, name: `${"x".repeat(98)}\n😀😀`.slice(0, 101), requestId: "a\0b".repeat(100) };
    await keyring.create({ permissions: [] }, odd);
    const [change] = await changesOf(store);
    expect(change?.actorName).toBe(`${"x".repeat(98)}\ufffd😀`);
    expect(change?.requestId).toHaveLength(128);
    expect(change?.requestId).not.toContain("\0");
  });
});

import type { Actor } from "../../src/index.js";
import { systemActor } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { insertKeys } from "../insert-keys.js";
import { sampleKey } from "../sample-key.js";
import { codeOf, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });
const system = systemActor("housekeeping");
const DAY = 86_400_000;

async function actionsOf(store: ReturnType<typeof ring>["store"]) {
  return (await changesOf(store)).map(({ action, target }) => `${action} ${target}`);
}

describe("purging", () => {
  it("removes keys that were revoked before a time, and no other", async () => {
    const { keyring, store, clock } = ring();
    const make = async () => (await keyring.create({ permissions: [] }, admin)).key.id;
    const [old, exact, live] = [await make(), await make(), await make()];
    await keyring.revoke({ id: old }, admin);
    clock.advance(1);
    await keyring.revoke({ id: exact }, admin);
    expect(await keyring.purge({ revokedBefore: clock.now() }, admin)).toEqual({ keys: 1 });
    expect(await store.findKey({ id: old })).toBeNull();
    expect(await store.findKey({ id: exact })).not.toBeNull();
    expect(await keyring.purge({ revokedBefore: clock.now() + 1 }, admin)).toEqual({ keys: 1 });
    expect((await keyring.get({ id: live }, admin)).status).toBe("active");
  });

  it("leaves a key that is 404 everywhere, like one that never was, and a token that opens nothing", async () => {
    const { keyring, clock } = ring();
    const { key, token } = await keyring.create({ permissions: [] }, admin);
    const ref = { id: key.id };
    await keyring.revoke(ref, admin);
    await keyring.purge({ revokedBefore: clock.now() + 1 }, admin);
    const refusals = [
      keyring.get(ref, admin),
      keyring.get({ number: key.number }, admin),
      keyring.update(ref, { name: "x" }, admin),
      keyring.rotate(ref, admin),
      keyring.endOverlap(ref, admin),
      keyring.reveal(ref, admin),
      keyring.revoke(ref, admin),
    ];
    expect(await Promise.all(refusals.map(codeOf))).toEqual(refusals.map(() => "not_found"));
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    expect((await keyring.list({ status: "revoked" }, admin)).data).toEqual([]);
  });

  it("takes the usage of the keys with them, and never gives their numbers again", async () => {
    const { keyring, store, clock } = ring();
    const { key } = await keyring.create({ permissions: [] }, admin);
    const use = { keyId: key.id, at: clock.now(), address: null, userAgent: null, oldSecretAt: null };
    await store.addUsage({ hours: [], lastUsed: [use] });
    await keyring.revoke({ id: key.id }, admin);
    await keyring.purge({ revokedBefore: clock.now() + 1 }, admin);
    expect((await store.readUsage({ keys: [key.id] })).lastUsed).toEqual([]);
    expect((await keyring.create({ permissions: [] }, admin)).key.number).toBe(key.number + 1);
  });

  it("leaves what they did on record, and one change for each", async () => {
    const { keyring, store, clock } = ring();
    const { key } = await keyring.create({ name: "One", permissions: [] }, admin);
    await keyring.revoke({ id: key.id }, admin);
    await keyring.purge({ revokedBefore: clock.now() + 1 }, { ...admin, requestId: "r-1" });
    const changes = await changesOf(store);
    expect(await actionsOf(store)).toEqual(
      ["key.created", "key.revoked", "key.purged"].map((action) => `${action} ${key.id}`),
    );
    expect(changes[2]).toMatchObject({ actorId: "u1", ownerId: "u1", orgId: "a", requestId: "r-1" });
    expect(JSON.parse(changes[2]?.detail ?? "")).toEqual({ number: 1, name: "One" });
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 3 });
  });

  it("without anything to remove writes nothing", async () => {
    const { keyring, clock, writes } = ring();
    const { key } = await keyring.create({ permissions: [] }, admin);
    await keyring.revoke({ id: key.id }, admin);
    const before = writes();
    expect(await keyring.purge({ revokedBefore: clock.now() }, admin)).toEqual({ keys: 0 });
    expect(writes()).toBe(before);
  });

  it("goes through any number, twenty in a transaction: each can have thousands of hours of usage", async () => {
    const { keyring, store, clock, writes } = ring();
    const tombstones = Array.from({ length: 1001 }, (_, index) =>
      sampleKey({ number: index + 1, revokedAt: clock.now() - DAY }),
    );
    await insertKeys(store, [...tombstones, sampleKey({ number: 1002 })]);
    const before = writes();
    expect(await keyring.purge({ revokedBefore: clock.now() }, system)).toEqual({ keys: 1001 });
    expect(writes() - before).toBe(25 + 25 + 1);
    expect(await changesOf(store)).toHaveLength(1001);
    expect(await store.scanKeys({ live: false, order: "number", limit: 10, within: { by: "all" } })).toEqual(
      [],
    );
    expect(await store.findKey({ number: 1002 })).not.toBeNull();
  });

  it("twice at once puts each key on record once", async () => {
    const { keyring, store, clock } = ring();
    for (let n = 0; n < 5; n++) {
      const { key } = await keyring.create({ permissions: [] }, admin);
      await keyring.revoke({ id: key.id }, admin);
    }
    const purge = () => keyring.purge({ revokedBefore: clock.now() + 1 }, admin);
    const purged = await Promise.all([purge(), purge(), purge()]);
    expect(purged.reduce((sum, { keys }) => sum + keys, 0)).toBe(5);
    expect((await changesOf(store)).filter(({ action }) => action === "key.purged")).toHaveLength(5);
  });

  it.each([{}, { revokedBefore: "yesterday" }, { revokedBefore: -1 }, { revokedBefore: null }])(
    "refuses %j",
    async (options) => {
      expect(await codeOf(ring().keyring.purge(options as never, admin))).toBe("invalid_field");
    },
  );

  it("refuses an option that it does not know", async () => {
    const options = { revokedBefore: 0, org: "a" };
    expect(await codeOf(ring().keyring.purge(options, admin))).toBe("unknown_field");
  });
});

describe("what an actor may purge", () => {
  async function left(actor: Actor) {
    const { keyring, store, clock } = ring();
    const places = [
      { orgId: "a", ownerId: "u1" },
      { orgId: "a", ownerId: "u2" },
      { orgId: "a", projectId: "p", ownerId: "u1" },
      { orgId: "b", ownerId: "u1" },
      { orgId: null, ownerId: "u1" },
    ];
    await insertKeys(
      store,
      places.map((place, index) => sampleKey({ number: index + 1, revokedAt: 1, ...place })),
    );
    await keyring.purge({ revokedBefore: clock.now() }, actor);
    const keys = await store.scanKeys({ live: false, order: "number", limit: 10, within: { by: "all" } });
    return keys.map(({ number }) => number);
  }

  const permissions = ["api-keys:revoke"];
  it.each<[string, object[], number[]]>([
    ["everything", [{ org: "*", reach: "all", permissions }], []],
    ["an organization", [{ org: "a", reach: "all", permissions }], [4, 5]],
    ["its own in an organization", [{ org: "a", reach: "own", permissions }], [2, 4, 5]],
    ["a project", [{ org: "a", project: "p", reach: "all", permissions }], [1, 2, 4, 5]],
    ["keys without an organization", [{ org: null, reach: "all", permissions }], [1, 2, 3, 4]],
    [
      "an organization without one project",
      [
        { org: "a", reach: "all", permissions },
        { org: "a", project: "p", reach: "all", permissions: ["api-keys:read"] },
      ],
      [3, 4, 5],
    ],
  ])("is what its grants with api-keys:revoke reach: %s", async (_, grants, rest) => {
    expect(await left({ kind: "user", id: "u1", grants } as Actor)).toEqual(rest);
  });

  it("is nothing without api-keys:revoke", async () => {
    const reader = user("u1", { permissions: ["api-keys:read", "api-keys:update"] });
    expect(await codeOf(ring().keyring.purge({ revokedBefore: 0 }, reader))).toBe("insufficient_permissions");
  });

  it("is decided again under the lock", async () => {
    const { keyring, store, clock, beforeNextWrite } = ring();
    const keeper = await keyring.create({ permissions: ["api-keys:revoke"] }, admin);
    const { key } = await keyring.create({ permissions: [] }, admin);
    await keyring.revoke({ id: key.id }, admin);
    beforeNextWrite(() => keyring.update({ id: keeper.key.id }, { permissions: [] }, admin));
    const purge = keyring.purge({ revokedBefore: clock.now() + 1 }, { kind: "key", keyId: keeper.key.id });
    expect(await purge).toEqual({ keys: 0 });
    expect(await store.findKey({ id: key.id })).not.toBeNull();
  });
});

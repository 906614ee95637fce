import { systemActor, type CreateKey } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const system = systemActor("test");
const times = (count: number, outcomes: readonly string[]) =>
  outcomes.filter((outcome) => outcome === "resolved").length === count;

async function count(promises: readonly Promise<unknown>[]) {
  const outcomes = await Promise.all(promises.map(codeOf));
  return Object.groupBy(outcomes, (outcome) => outcome);
}

describe("the quota of a project", () => {
  it("of 60 creates at once lets exactly 50 through, and numbers them without a gap", async () => {
    const { keyring, store } = ring();
    const maker = user("u1", { project: "p", permissions: ["api-keys:*"] });
    const outcomes = await count(
      Array.from({ length: 60 }, () => keyring.create({ permissions: [] }, maker)),
    );
    expect(outcomes.resolved).toHaveLength(50);
    expect(outcomes.quota_exceeded).toHaveLength(10);
    const changes = await changesOf(store);
    expect(changes).toHaveLength(50);
    const { data } = await keyring.list({ limit: 200, sort: "created_at" }, maker);
    expect(data.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("of several calls that make many lets as many through as fit, each whole or not at all", async () => {
    const { keyring, store } = ring({ policy: { maxKeysPerProject: 10 } });
    const input: CreateKey = { orgId: "a", projectId: "p", permissions: [] };
    const outcomes = await count(
      [4, 4, 4, 4].map((keys) => keyring.createMany(Array<CreateKey>(keys).fill(input), system)),
    );
    expect(outcomes.resolved).toHaveLength(2);
    expect(outcomes.quota_exceeded).toHaveLength(2);
    expect(await changesOf(store)).toHaveLength(8);
    expect(await codeOf(keyring.createMany([input, input, input], system))).toBe("quota_exceeded");
    expect(await codeOf(keyring.createMany([input, input], system))).toBe("resolved");
    expect(await codeOf(keyring.create(input, system))).toBe("quota_exceeded");
  });

  it("counts each project, and what is outside of all of them, for itself", async () => {
    const { keyring } = ring({ policy: { maxKeysPerProject: 1 } });
    const places: CreateKey[] = [
      { orgId: "a", projectId: "p" },
      { orgId: "a", projectId: "q" },
      { orgId: "a", projectId: null },
      { orgId: "b", projectId: "p" },
    ];
    for (const place of places)
      expect(await codeOf(keyring.create({ ...place, permissions: [] }, system))).toBe("resolved");
    for (const place of places)
      expect(await codeOf(keyring.create({ ...place, permissions: [] }, system))).toBe("quota_exceeded");
  });

  it("does not count keys without an organization", async () => {
    const { keyring } = ring({ policy: { maxKeysPerProject: 1, maxKeysPerOrg: 1 } });
    for (let n = 0; n < 3; n++)
      expect(await codeOf(keyring.create({ orgId: null, permissions: [] }, system))).toBe("resolved");
  });

  it("has a place again when a key is revoked, not when it is disabled or expired", async () => {
    const { keyring, clock } = ring({ policy: { maxKeysPerProject: 1 } });
    const make = () => codeOf(keyring.create({ orgId: "a", permissions: [] }, system));
    const { key } = await keyring.create(
      { orgId: "a", permissions: [], expiresAt: clock.now() + 1000 },
      system,
    );
    await keyring.update({ id: key.id }, { enabled: false }, system);
    expect(await make()).toBe("quota_exceeded");
    clock.advance(2000);
    expect(await make()).toBe("quota_exceeded");
    await keyring.revoke({ id: key.id }, system);
    expect(await make()).toBe("resolved");
  });

  it("is not used by what was rolled back", async () => {
    const made = ring({ policy: { maxKeysPerProject: 1 } });
    const { transact } = made.store;
    let full = true;
    made.store.transact = (work) =>
      transact((tx) =>
        work(full ? { ...tx, appendChanges: () => Promise.reject(new Error("the disk is full")) } : tx),
      );
    const { keyring } = ring({ store: made.store, policy: { maxKeysPerProject: 1 } });
    const make = () => codeOf(keyring.create({ orgId: "a", permissions: [] }, system));
    expect(await make()).toContain("the disk is full");
    full = false;
    expect(await make()).toBe("resolved");
    expect(await make()).toBe("quota_exceeded");
  });

  it("ends with null", async () => {
    const { keyring } = ring({ policy: { maxKeysPerProject: null } });
    const input = { orgId: "a", permissions: [] };
    expect(await keyring.createMany(Array<CreateKey>(60).fill(input), system)).toHaveLength(60);
  });
});

describe("the quota of an organization", () => {
  it("counts its projects together", async () => {
    const { keyring } = ring({ policy: { maxKeysPerOrg: 2 } });
    const make = (projectId: string | null, orgId = "a") =>
      codeOf(keyring.create({ orgId, projectId, permissions: [] }, system));
    expect([await make("p"), await make(null), await make("q"), await make("q", "b")]).toEqual([
      "resolved",
      "resolved",
      "quota_exceeded",
      "resolved",
    ]);
  });
});

describe("the quota of an owner", () => {
  it("counts their keys in all organizations and in none", async () => {
    const { keyring } = ring({ policy: { maxKeysPerOwner: 2 } });
    const make = (ownerId: string | null, orgId: string | null) =>
      codeOf(keyring.create({ orgId, ownerId, permissions: [] }, system));
    expect([await make("u1", "a"), await make("u1", null), await make("u1", "b")]).toEqual([
      "resolved",
      "resolved",
      "quota_exceeded",
    ]);
    expect(times(3, [await make("u2", "a"), await make(null, "a"), await make(null, "a")])).toBe(true);
  });
});

import { systemActor, type CreateKey, type DigestFactory, type LatchkeyError } from "../../src/index.js";
import { chainHashHolds } from "../../src/changes/hash-chain.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { changesOf } from "../changes-of.js";
import { codeOf, PEPPER, ring, user } from "./ring.js";

const maker = user("u1", { permissions: ["api-keys:create", "api-keys:read", "bundles:read"] });
const system = systemActor("test");
const many = (count: number): CreateKey[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Key ${index}`, permissions: ["bundles:read"] }));

describe("creating many keys", () => {
  it("makes all of them in the order of the inputs, each with its token and its change, in one transaction", async () => {
    const { keyring, store, writes } = ring();
    const created = await keyring.createMany(many(20), maker);
    expect(writes()).toBe(1);
    expect(created.map(({ key }) => [key.number, key.name])).toEqual(
      many(20).map(({ name }, index) => [index + 1, name]),
    );
    for (const { key, token } of created)
      expect(await keyring.verify(token)).toMatchObject({ ok: true, principal: { keyId: key.id } });
    const changes = await changesOf(store);
    expect(changes.map(({ action, target }) => [action, target])).toEqual(
      created.map(({ key }) => ["key.created", key.id]),
    );
    expect(changes.map(({ seq }) => seq)).toEqual(created.map((_, index) => index + 1));
    expect(changes.every((change) => chainHashHolds(peppersOf([PEPPER]), change))).toBe(true);
    expect((await keyring.create({ permissions: [] }, maker)).key).toMatchObject({
      number: 21,
      name: "API key 21",
    });
  });

  it("asks the store for all of it in two statements, and counts once: the lock is held no longer than it must be", async () => {
    const made = ring();
    const { transact } = made.store;
    const asked: string[] = [];
    made.store.transact = (work) =>
      transact((tx) =>
        work({
          ...tx,
          countKeys: (range) => (asked.push("countKeys"), tx.countKeys(range)),
          findRoles: (query) => (asked.push("findRoles"), tx.findRoles(query)),
          findKey: (ref) => (asked.push("findKey"), tx.findKey(ref)),
          insertKeys: (keys) => (asked.push(`insertKeys ${keys.length}`), tx.insertKeys(keys)),
          appendChanges: (changes, head) => (
            asked.push(`appendChanges ${changes.length}`),
            tx.appendChanges(changes, head)
          ),
        }),
      );
    const { keyring } = ring({ store: made.store });
    await keyring.roles.create({ orgId: "a", name: "ops", permissions: [] }, system);
    asked.splice(0);
    await keyring.createMany(Array<CreateKey>(30).fill({ orgId: "a", role: "ops" }), system);
    // The role by its name, and what it grants by its id.
    expect(asked).toEqual(["findRoles", "findRoles", "countKeys", "insertKeys 30", "appendChanges 30"]);
  });

  it("makes a key as create does", async () => {
    const { keyring } = ring({ policy: { defaultGrant: { role: "reader" } } });
    const input: CreateKey = {
      orgId: "a",
      projectId: "p",
      ownerId: "u2",
      expiresAt: Date.UTC(2027, 0),
      allowedNetworks: ["10.0.0.0/8"],
      rateLimit: { seconds: 60, requests: 5 },
      metadata: { team: "x" },
      tags: ["t"],
      env: "test",
    };
    const one = await keyring.create({ ...input, name: "same" }, system);
    const [other] = await keyring.createMany([{ ...input, name: "same" }], system);
    const { id, number, hint, ...fields } = one.key;
    expect(other?.key).toEqual({ ...fields, id: other?.key.id, number: number + 1, hint: other?.key.hint });
    expect([id.length, hint.length]).toEqual([16, 15]);
  });

  it("takes 1,000 and no more, and none is no fault", async () => {
    const { keyring, store, writes } = ring({ policy: { maxKeysPerProject: null } });
    expect(await keyring.createMany([], maker)).toEqual([]);
    expect(await codeOf(keyring.createMany(many(1_001), maker))).toBe("invalid_request");
    expect(await codeOf(keyring.createMany({ length: 1 } as never, maker))).toBe("invalid_request");
    expect(writes()).toBe(0);
    expect(await keyring.createMany(many(1_000), maker)).toHaveLength(1_000);
    expect(await store.findKey({ number: 1_000 })).not.toBeNull();
  });

  const wrong: [string, unknown, string, unknown[]][] = [
    ["a wrong field", { permissions: ["A"] }, "invalid_field", [[2, "permissions", 0]]],
    ["an unknown field", { role: "reader", digest: "x" }, "unknown_field", [[2, "digest"]]],
    ["no object", "a key", "invalid_request", []],
    ["nothing", undefined, "invalid_request", []],
    ["no grant", {}, "grant_required", [[2, "permissions"]]],
    ["an unknown role", { role: "nobody" }, "invalid_field", [[2, "role"]]],
    ["a past expiry", { role: "reader", expiresAt: 1 }, "invalid_field", [[2, "expiresAt"]]],
    ["another organization", { orgId: "b", permissions: [] }, "out_of_reach", []],
    ["more than the maker holds", { permissions: ["*:*"] }, "ceiling_exceeded", []],
  ];
  it.each(wrong)("makes none when one input is %s, and says which", async (_, input, code, paths) => {
    const { keyring, writes } = ring();
    const inputs = [...many(2), input, ...many(2)] as CreateKey[];
    const error = (await keyring
      .createMany(inputs, maker)
      .catch((caught: LatchkeyError) => caught)) as LatchkeyError;
    expect(error).toMatchObject({ code });
    expect(error.errors?.map(({ path }) => path) ?? []).toEqual(paths);
    expect(error.message).toContain("[2]");
    expect(writes()).toBe(0);
  });

  it("makes none when the store refuses one", async () => {
    const made = ring();
    const { transact } = made.store;
    made.store.transact = (work) =>
      transact((tx) => work({ ...tx, insertKeys: (keys) => tx.insertKeys([...keys, ...keys.slice(0, 1)]) }));
    const { keyring, store } = ring({ store: made.store });
    expect(await codeOf(keyring.createMany(many(5), maker))).toBe("store_unavailable");
    expect(await store.findKey({ number: 1 })).toBeNull();
    expect(await changesOf(store)).toEqual([]);
  });

  it("asks for the inputs only of who may make keys, and keeps them as they were then", async () => {
    const { keyring, beforeNextWrite } = ring();
    const inputs = jest.fn(() => many(1));
    expect(await codeOf(keyring.createMany(inputs, user("u1", { permissions: ["api-keys:read"] })))).toBe(
      "insufficient_permissions",
    );
    expect(inputs).toHaveBeenCalledTimes(0);
    const list = many(2);
    beforeNextWrite(async () => void list.splice(0, 2, { name: "bad\n" }));
    const created = await keyring.createMany(list, maker);
    expect(created.map(({ key }) => key.name)).toEqual(["Key 0", "Key 1"]);
  });

  it("digests before the lock, a few at a time", async () => {
    let running = 0;
    let most = 0;
    const slow: DigestFactory = () => ({
      name: "slow",
      async create({ token }) {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        return `slow$${token.length}`;
      },
      matches: () => true,
    });
    const { keyring, beforeNextWrite } = ring({ digests: [slow], digest: "slow" });
    let runningAtLock: number | undefined;
    beforeNextWrite(async () => void (runningAtLock = running));
    most = 0;
    expect(await keyring.createMany(many(20), maker)).toHaveLength(20);
    expect(runningAtLock).toBe(0);
    expect(most).toBeGreaterThanOrEqual(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  it("makes no key when a digest fails", async () => {
    const full: DigestFactory = () => ({
      name: "full",
      create: () => Promise.reject(Object.assign(new Error("busy"), { code: "busy" })),
      matches: () => false,
    });
    const { keyring, writes } = ring({ digests: [full], digest: "full" });
    expect(await codeOf(keyring.createMany(many(5), maker))).toBe("busy");
    expect(writes()).toBe(0);
  });
});

describe("where tokens can be shown again", () => {
  it("each is sealed for its own key", async () => {
    const sealingKeys = [{ version: 1, secret: "a sealing key of thirty-two bytes" }];
    const { keyring, store } = ring({ reveal: { sealingKeys } });
    const one = await keyring.create({ permissions: [] }, system);
    const others = await keyring.createMany([{ permissions: [] }, { permissions: [] }], system);
    for (const { key, token } of [one, ...others]) {
      const sealed = (await store.findKey({ id: key.id }))?.sealedToken;
      expect(sealed).toMatch(/^v1\$/);
      expect(sealed).not.toContain(token.slice(-49));
      expect(await keyring.reveal({ id: key.id }, system)).toBe(token);
    }
  });

  it("and otherwise none", async () => {
    const { keyring, store } = ring();
    const { key } = await keyring.create({ permissions: [] }, system);
    expect(await store.findKey({ id: key.id })).toMatchObject({ sealedToken: null });
  });
});

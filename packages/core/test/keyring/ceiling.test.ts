import { keyActor, systemActor, type Actor, type CreateKey, type Principal } from "../../src/index.js";
import { codeOf, ring, user, type Ring } from "./ring.js";

const DAY = 86_400_000;
const KEEPER = ["api-keys:create", "api-keys:read", "api-keys:update", "api-keys:revoke"];

/** The actor that a key with these fields is. */
async function keyAs({ keyring }: Ring, fields: CreateKey): Promise<Actor> {
  const { token } = await keyring.create({ orgId: "a", ownerId: "u1", ...fields }, systemActor("test"));
  return keyActor(((await keyring.verify(token)) as { principal: Principal }).principal);
}

describe("the ceiling of a user", () => {
  const narrow = user("u1", { permissions: [...KEEPER, "bundles:read"] });

  it.each<[string, CreateKey]>([
    ["a permission the actor lacks", { permissions: ["bundles:write"] }],
    ["a wildcard over one it has", { permissions: ["bundles:*"] }],
    ["everything", { permissions: ["*:*"] }],
    ["a role beyond it", { role: "admin" }],
    ["a role beyond it beside a permission within", { role: "admin", permissions: ["bundles:read"] }],
  ])("refuses a key with %s", async (_, fields) => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.create(fields, narrow))).toBe("ceiling_exceeded");
    expect(writes()).toBe(0);
  });

  it("allows what it holds, by permission or by role", async () => {
    const { keyring } = ring();
    expect(await codeOf(keyring.create({ permissions: ["bundles:read"] }, narrow))).toBe("resolved");
    expect(await codeOf(keyring.create({ role: "reader" }, narrow))).toBe("resolved");
    expect(
      await codeOf(
        keyring.create({ role: "reader" }, user("u2", { permissions: ["api-keys:create"], role: "reader" })),
      ),
    ).toBe("resolved");
  });

  it("does not add grants up", async () => {
    const { keyring } = ring();
    const actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "*", permissions: ["*:*"], reach: "all" },
        { org: "a", permissions: [...KEEPER, "bundles:read"], reach: "all" },
      ],
    } as const;
    expect(await codeOf(keyring.create({ orgId: "a", permissions: ["bundles:write"] }, actor))).toBe(
      "ceiling_exceeded",
    );
    expect(await codeOf(keyring.create({ orgId: "b", permissions: ["bundles:write"] }, actor))).toBe(
      "resolved",
    );
  });

  it("measures a key as it was as well: nobody changes a stronger one", async () => {
    const made = ring();
    const { key } = await made.keyring.create(
      { orgId: "a", ownerId: "u1", role: "admin" },
      systemActor("test"),
    );
    expect(await codeOf(made.keyring.update({ id: key.id }, { name: "mine" }, narrow))).toBe(
      "ceiling_exceeded",
    );
    expect(await codeOf(made.keyring.update({ id: key.id }, { role: "reader" }, narrow))).toBe(
      "ceiling_exceeded",
    );
  });

  it("measures a key as it will be", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ permissions: ["bundles:read"] }, narrow);
    expect(
      await codeOf(keyring.update({ id: key.id }, { permissions: ["bundles:read", "x:y"] }, narrow)),
    ).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.update({ id: key.id }, { role: "admin" }, narrow))).toBe("ceiling_exceeded");
  });

  it("does not keep it from revoking a stronger key", async () => {
    const made = ring();
    const { key } = await made.keyring.create(
      { orgId: "a", ownerId: "u1", role: "admin" },
      systemActor("test"),
    );
    expect(await codeOf(made.keyring.revoke({ id: key.id }, narrow))).toBe("resolved");
  });
});

describe("the ceiling of a key", () => {
  it("is its expiry too: neither later nor never", async () => {
    const made = ring();
    const soon = made.clock.now() + DAY;
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:read"], expiresAt: soon });
    const make = (expiresAt: number | null) =>
      codeOf(made.keyring.create({ permissions: ["bundles:read"], expiresAt }, actor));
    expect(await make(null)).toBe("ceiling_exceeded");
    expect(await make(soon + 1)).toBe("ceiling_exceeded");
    expect(await make(soon)).toBe("resolved");
  });

  it("keeps it from lengthening its own life or widening its own rights", async () => {
    const made = ring();
    const soon = made.clock.now() + DAY;
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:read"], expiresAt: soon });
    const change = (fields: object) => codeOf(made.keyring.update({ number: 1 }, fields, actor));
    expect(await change({ expiresAt: null })).toBe("ceiling_exceeded");
    expect(await change({ expiresAt: soon + 1 })).toBe("ceiling_exceeded");
    expect(await change({ permissions: ["*:*"] })).toBe("ceiling_exceeded");
    expect(await change({ role: "admin" })).toBe("ceiling_exceeded");
    expect(await change({ name: "renamed" })).toBe("resolved");
  });

  it("comes from its row, not from what the caller remembers", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:*"] });
    await made.keyring.update({ number: 1 }, { permissions: KEEPER }, systemActor("test"));
    expect(await codeOf(made.keyring.create({ permissions: ["bundles:read"] }, actor))).toBe(
      "ceiling_exceeded",
    );
  });

  it("is read again under the lock", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:*"] });
    made.beforeNextWrite(() =>
      made.keyring.update({ number: 1 }, { permissions: KEEPER }, systemActor("test")),
    );
    expect(await codeOf(made.keyring.create({ permissions: ["bundles:read"] }, actor))).toBe(
      "ceiling_exceeded",
    );
    expect(await made.store.findKey({ number: 2 })).toBeNull();
  });

  it.each([
    ["revoked", "key_revoked", (made: Ring) => made.keyring.revoke({ number: 1 }, systemActor("test"))],
    [
      "disabled",
      "key_disabled",
      (made: Ring) => made.keyring.update({ number: 1 }, { enabled: false }, systemActor("test")),
    ],
  ])("ends with the key: %s between decision and lock, it writes nothing", async (_, code, end) => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER });
    made.beforeNextWrite(() => end(made));
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe(code);
    expect(await made.store.findKey({ number: 2 })).toBeNull();
    expect(await codeOf(made.keyring.list({}, actor))).toBe(code);
  });

  it("refuses an acting key that has expired, or that there never was", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER, expiresAt: made.clock.now() + DAY });
    made.clock.advance(DAY);
    expect(await codeOf(made.keyring.list({}, actor))).toBe("key_expired");
    expect(await codeOf(made.keyring.list({}, { kind: "key", keyId: "0000000000000000" }))).toBe(
      "invalid_token",
    );
  });

  it("never reaches beyond the key's own organization, project and owner", async () => {
    const made = ring();
    const system = systemActor("test");
    const actor = await keyAs(made, { role: "admin", projectId: "p" });
    const others = [
      { orgId: "b", ownerId: "u1" },
      { orgId: "a", projectId: "q", ownerId: "u1" },
      { orgId: "a", ownerId: "u1" },
      { orgId: "a", projectId: "p", ownerId: "u2" },
      { orgId: "a", projectId: "p", ownerId: null },
      { orgId: null, ownerId: "u1" },
    ];
    for (const place of others) {
      const { key } = await made.keyring.create({ ...place, permissions: [] }, system);
      const ref = { id: key.id };
      expect(await codeOf(made.keyring.get(ref, actor))).toBe("not_found");
      expect(await codeOf(made.keyring.update(ref, { name: "x" }, actor))).toBe("not_found");
      expect(await codeOf(made.keyring.revoke(ref, actor))).toBe("not_found");
    }
    expect((await made.keyring.list({}, actor)).data.map(({ number }) => number)).toEqual([1]);
  });
});

import { keyActor, systemActor, type Actor } from "../../src/index.js";
import { codeOf, ring, user } from "./ring.js";

const system = systemActor("setup");

describe("self", () => {
  it("is a user with its grants, roles resolved", async () => {
    const { keyring } = ring();
    const grants = [
      { org: "a", project: "p", permissions: ["logs:read"], role: "reader", reach: "own" },
      { org: "*", permissions: [], role: "gone", reach: "all" },
    ] as const;
    const ada: Actor = { kind: "user", id: "ada", name: "Ada", grants };
    expect(await keyring.self(ada)).toEqual({
      kind: "user",
      id: "ada",
      name: "Ada",
      grants: [
        { ...grants[0], permissions: ["bundles:read", "logs:read"] },
        { ...grants[1], project: null },
      ],
      key: null,
    });
    expect(await keyring.self(user("bob", { permissions: [] }))).toMatchObject({ id: "bob", name: null });
  });

  it("is the application itself, with everything", async () => {
    const { keyring } = ring();
    expect(await keyring.self(system)).toEqual({
      kind: "system",
      id: "setup",
      name: "setup",
      grants: [{ org: "*", project: null, permissions: ["*:*"], reach: "all" }],
      key: null,
    });
  });

  it("is a key with its place and what its row holds now, custom role included", async () => {
    const { keyring } = ring();
    const role = await keyring.roles.create(
      { name: "ops", permissions: ["bundles:read"], orgId: "a" },
      system,
    );
    const place = { orgId: "a", projectId: "p", ownerId: "ann" };
    const { key } = await keyring.create({ ...place, name: "CI", role: "ops", permissions: ["x:y"] }, system);
    const actor = keyActor({ keyId: key.id });
    const grant = { org: "a", project: "p", reach: "own" };
    expect(await keyring.self(actor)).toEqual({
      kind: "key",
      id: key.id,
      name: "CI",
      grants: [{ ...grant, permissions: ["bundles:read", "x:y"] }],
      key,
    });
    await keyring.roles.update(role.id, { permissions: [] }, system);
    expect((await keyring.self(actor)).grants).toEqual([{ ...grant, permissions: ["x:y"] }]);
  });

  it("is nobody once the key is not active", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ permissions: [] }, system);
    const actor = keyActor({ keyId: key.id });
    await keyring.update({ id: key.id }, { enabled: false }, system);
    expect(await codeOf(keyring.self(actor))).toBe("key_disabled");
    await keyring.revoke({ id: key.id }, system);
    expect(await codeOf(keyring.self(actor))).toBe("key_revoked");
    expect(await codeOf(keyring.self(keyActor({ keyId: "0000000000000000" })))).toBe("invalid_token");
  });

  it("is a key of an owner only while the owner is active", async () => {
    let active = true;
    const { keyring } = ring({ owners: () => ({ active, permissions: [] }) });
    const { key } = await keyring.create({ ownerId: "ann", permissions: [] }, system);
    const actor = keyActor({ keyId: key.id });
    expect(await keyring.self(actor)).toMatchObject({ id: key.id });
    active = false;
    await keyring.ownerChanged("ann", system);
    expect(await codeOf(keyring.self(actor))).toBe("owner_inactive");
  });
});

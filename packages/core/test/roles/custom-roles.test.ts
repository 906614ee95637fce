import { systemActor, type Actor, type Change, type CreateRole } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "../keyring/ring.js";

const system = systemActor("test");
const admin = user("ada", { permissions: ["*:*"] });
const OPS: CreateRole = {
  name: "ops",
  description: "On call",
  permissions: ["bundles:read", "bundles:write"],
};

async function details(store: Parameters<typeof changesOf>[0]) {
  const changes = await changesOf(store);
  return changes.map(({ detail, ...change }) => ({
    ...change,
    detail: JSON.parse(detail) as Change["detail"],
  }));
}

describe("a custom role", () => {
  it("is made as it is described, in the organization of its maker", async () => {
    const { keyring, clock } = ring();
    const role = await keyring.roles.create(OPS, admin);
    expect(role).toEqual({
      ...OPS,
      id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
      orgId: "a",
      builtIn: false,
      grantable: true,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      version: 1,
    });
    expect(await keyring.roles.get(role.id, admin)).toEqual(role);
  });

  it("may grant nothing, and have no description", async () => {
    const { keyring } = ring();
    const role = await keyring.roles.create({ name: "nothing", permissions: [] }, admin);
    expect(role).toMatchObject({ description: "", permissions: [] });
  });

  it("is changed in what is named; the rest stays", async () => {
    const { keyring, clock } = ring();
    const role = await keyring.roles.create(OPS, admin);
    clock.advance(5);
    const changed = await keyring.roles.update(role.id, { permissions: ["bundles:read"] }, admin);
    expect(changed).toEqual({ ...role, permissions: ["bundles:read"], updatedAt: clock.now(), version: 2 });
    expect(await keyring.roles.update(role.id, { name: "op", description: "" }, admin)).toMatchObject({
      name: "op",
      description: "",
      permissions: ["bundles:read"],
      version: 3,
    });
  });

  it("is written only when something changes", async () => {
    const { keyring, store, writes } = ring();
    const role = await keyring.roles.create(OPS, admin);
    const before = writes();
    expect(await keyring.roles.update(role.id, OPS, admin)).toEqual(role);
    expect(await keyring.roles.update(role.id, {}, admin)).toEqual(role);
    expect(writes()).toBe(before);
    expect(await changesOf(store)).toHaveLength(1);
  });

  it("is written once when two make the same change at once", async () => {
    const { keyring, store, beforeNextWrite } = ring();
    const role = await keyring.roles.create(OPS, admin);
    beforeNextWrite(() => keyring.roles.update(role.id, { name: "op" }, admin));
    expect(await keyring.roles.update(role.id, { name: "op" }, admin)).toMatchObject({
      name: "op",
      version: 2,
    });
    expect(await changesOf(store)).toHaveLength(2);
  });

  it("can be deleted, and is then as unknown as one that never was", async () => {
    const { keyring } = ring();
    const role = await keyring.roles.create(OPS, admin);
    await keyring.roles.delete(role.id, admin);
    expect(await codeOf(keyring.roles.get(role.id, admin))).toBe("not_found");
    expect(await codeOf(keyring.roles.update(role.id, {}, admin))).toBe("not_found");
    expect(await codeOf(keyring.roles.delete(role.id, admin))).toBe("not_found");
    expect((await keyring.roles.list({}, admin)).data.every(({ builtIn }) => builtIn)).toBe(true);
  });

  it("is on record, before and after, with all its fields when it is made and when it goes", async () => {
    const { keyring, store } = ring();
    const { id } = await keyring.roles.create(OPS, admin);
    await keyring.roles.update(id, { name: "op" }, admin);
    await keyring.roles.delete(id, admin);
    const recorded = await details(store);
    const place = { target: id, orgId: "a", projectId: null, ownerId: null, actorId: "ada" };
    expect(recorded).toMatchObject([
      { ...place, action: "role.created" },
      { ...place, action: "role.updated" },
      { ...place, action: "role.deleted" },
    ]);
    expect(recorded.map(({ detail }) => detail)).toEqual([
      { before: null, after: { id, ...OPS, orgId: "a", version: 1 } },
      { before: { name: "ops", version: 1 }, after: { name: "op", version: 2 } },
      { before: { id, ...OPS, name: "op", orgId: "a", version: 2 }, after: null },
    ]);
  });

  it("has its organization from the actor: its only one, none for keys of none, named by who has several", async () => {
    const { keyring } = ring();
    const orgOf = async (actor: Actor, fields: Partial<CreateRole> = {}) => {
      const made = await keyring.roles.create(
        { ...OPS, name: JSON.stringify(fields) + actor.kind, ...fields },
        actor,
      );
      return made.orgId;
    };
    expect(await orgOf(admin)).toBe("a");
    expect(await orgOf(user("u", { org: null, permissions: ["*:*"] }), { name: "none" })).toBeNull();
    expect(await orgOf(system, { name: "of system" })).toBeNull();
    expect(await orgOf(system, { name: "of b", orgId: "b" })).toBe("b");
    const both: Actor = {
      kind: "user",
      id: "u",
      grants: ["a", "b"].map((org) => ({ org, permissions: ["*:*"], reach: "all" })),
    };
    expect(await codeOf(keyring.roles.create(OPS, both))).toBe("invalid_field");
    expect(await orgOf(both, { name: "named", orgId: "b" })).toBe("b");
  });

  it("is one of a hundred at most in its organization, however many are made at once", async () => {
    const { keyring } = ring();
    const codes = await Promise.all(
      Array.from({ length: 103 }, (_, index) =>
        codeOf(keyring.roles.create({ name: `role ${index}`, permissions: [] }, admin)),
      ),
    );
    expect(codes.filter((code) => code === "resolved")).toHaveLength(100);
    expect(codes.filter((code) => code === "quota_exceeded")).toHaveLength(3);
    expect(await codeOf(keyring.roles.create({ ...OPS, orgId: "b" }, system))).toBe("resolved");
  });
});

describe("a built-in role", () => {
  it("has its mark for an id, and is shown to whoever may read roles anywhere", async () => {
    const { keyring } = ring();
    const reader = user("u", { org: "z", permissions: ["api-roles:read"] });
    expect(await keyring.roles.get("b:reader", reader)).toEqual({
      id: "b:reader",
      name: "reader",
      description: "",
      permissions: ["bundles:read"],
      orgId: null,
      builtIn: true,
      grantable: false,
      createdAt: null,
      updatedAt: null,
      version: null,
    });
    expect(await codeOf(keyring.roles.get("b:gone", reader))).toBe("not_found");
    expect(await codeOf(keyring.roles.get("reader", reader))).toBe("not_found");
    expect(await codeOf(keyring.roles.get("b:toString", reader))).toBe("not_found");
  });

  it("comes from code: nobody changes or deletes it", async () => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.roles.update("b:reader", { permissions: [] }, system))).toBe(
      "invalid_request",
    );
    expect(await codeOf(keyring.roles.delete("b:reader", system))).toBe("invalid_request");
    expect(await codeOf(keyring.roles.delete("b:gone", system))).toBe("not_found");
    expect(writes()).toBe(0);
  });
});

describe("what is sent for a role", () => {
  it.each<[string, object]>([
    ["no name", { permissions: [] }],
    ["no permissions", { name: "x" }],
    ["an empty name", { ...OPS, name: "" }],
    ["a long name", { ...OPS, name: "x".repeat(65) }],
    ["a name of two lines", { ...OPS, name: "x\ny" }],
    ["a name that is a list", { ...OPS, name: ["x"] }],
    ["no word for no name", { ...OPS, name: null }],
    ["a long description", { ...OPS, description: "x".repeat(201) }],
    ["a description that is a number", { ...OPS, description: 7 }],
    ["one permission, not in a list", { ...OPS, permissions: "a:b" }],
    ["what is no permission", { ...OPS, permissions: ["ALL"] }],
    ["101 permissions", { ...OPS, permissions: Array.from({ length: 101 }, () => "a:b") }],
    ["every organization", { ...OPS, orgId: "*" }],
  ])("is refused when it is %s", async (_, input) => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.roles.create(input as CreateRole, system))).toBe("invalid_field");
    expect(writes()).toBe(0);
  });

  it("is refused when it holds an unknown field, or one that cannot change", async () => {
    const { keyring } = ring();
    const { id } = await keyring.roles.create(OPS, admin);
    expect(await codeOf(keyring.roles.create({ ...OPS, version: 1 } as object as CreateRole, admin))).toBe(
      "unknown_field",
    );
    expect(await codeOf(keyring.roles.update(id, { orgId: "b" } as object, admin))).toBe("unknown_field");
    expect(await codeOf(keyring.roles.update(id, null as never, admin))).toBe("invalid_request");
    expect(await codeOf(keyring.roles.delete(id, admin, { reason: "x" } as never))).toBe("unknown_field");
    expect(await codeOf(keyring.roles.list({ sort: "name" } as object, admin))).toBe("unknown_field");
    for (const limit of [0, 201, 1.5, "5"])
      expect(await codeOf(keyring.roles.list({ limit } as object, admin))).toBe("invalid_field");
  });

  it("is an invalid_request when it names no role at all", async () => {
    const { keyring } = ring();
    for (const id of [undefined, null, 7, {}, ["b:reader"]] as never[]) {
      expect(await codeOf(keyring.roles.get(id, admin))).toBe("invalid_request");
      expect(await codeOf(keyring.roles.update(id, {}, admin))).toBe("invalid_request");
      expect(await codeOf(keyring.roles.delete(id, admin))).toBe("invalid_request");
    }
  });

  it("asks no store when it cannot be an id", async () => {
    const { keyring, store } = ring();
    const asked = jest.spyOn(store, "findRoles");
    for (const id of ["", "x", "c:0123456789abcdef", "0123456789abcde%", "é123456789abcdef"])
      expect(await codeOf(keyring.roles.get(id, admin))).toBe("not_found");
    expect(asked).not.toHaveBeenCalled();
  });
});

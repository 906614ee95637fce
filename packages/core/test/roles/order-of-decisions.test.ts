import type { Actor, Keyring, LatchkeyError } from "../../src/index.js";
import { keyActor, systemActor } from "../../src/index.js";
import { codeOf, ring, user } from "../keyring/ring.js";

const system = systemActor("test");
const UNKNOWN = "0000000000000000";
/** Never asked for before the actor was found to be allowed. */
const nonsense = jest.fn(() => ({ nonsense: true }) as object as never);

const OPERATIONS: Record<
  string,
  [permission: string, run: (k: Keyring, id: string, as: Actor) => Promise<unknown>]
> = {
  get: ["api-roles:read", (keyring, id, actor) => keyring.roles.get(id, actor)],
  update: ["api-roles:write", (keyring, id, actor) => keyring.roles.update(id, nonsense, actor)],
  delete: ["api-roles:write", (keyring, id, actor) => keyring.roles.delete(id, actor, nonsense)],
};

async function withRole(orgId: string | null = "a") {
  const made = ring();
  const { id } = await made.keyring.roles.create({ name: "ops", permissions: [], orgId }, system);
  nonsense.mockClear();
  return { ...made, id };
}

describe.each(Object.keys(OPERATIONS))("to %s a role decides in this order", (name) => {
  const [permission, run] = OPERATIONS[name] as (typeof OPERATIONS)[string];
  const other = permission === "api-roles:read" ? "api-roles:write" : "api-roles:read";

  it("first, no grant holds the permission: 403, whether or not there is such a role", async () => {
    const { keyring, id } = await withRole();
    const actor = user("u1", { permissions: [other, "api-keys:*"] });
    for (const asked of [id, UNKNOWN, "b:reader"])
      expect(await codeOf(run(keyring, asked, actor))).toBe("insufficient_permissions");
    expect(nonsense).not.toHaveBeenCalled();
  });

  it("then, no covering grant: 404, in the words for a role that does not exist", async () => {
    const { keyring, id } = await withRole();
    const elsewhere = user("u1", { org: "b", permissions: ["*:*"] });
    const inProject = user("u1", { project: "p", permissions: ["*:*"] });
    const withoutOrg = user("u1", { org: null, permissions: ["*:*"] });
    const hear = (asked: string, actor: Actor) =>
      run(keyring, asked, actor).catch(({ code, message }: LatchkeyError) => ({ code, message }));
    const unknown = await hear(UNKNOWN, elsewhere);
    expect(unknown).toMatchObject({ code: "not_found" });
    for (const actor of [elsewhere, inProject, withoutOrg]) expect(await hear(id, actor)).toEqual(unknown);
    expect(nonsense).not.toHaveBeenCalled();
  });

  it("then, the covering grant lacks the permission: 403", async () => {
    const { keyring, id } = await withRole();
    const grants = [
      { org: "*", permissions: ["*:*"], reach: "all" },
      { org: "a", permissions: [other], reach: "all" },
    ] as const;
    expect(await codeOf(run(keyring, id, { kind: "user", id: "u1", grants }))).toBe(
      "insufficient_permissions",
    );
    expect(nonsense).not.toHaveBeenCalled();
  });

  it("and only then what was sent", async () => {
    const { keyring, id } = await withRole();
    const code = await codeOf(run(keyring, id, user("u1", { permissions: [permission] })));
    expect(code).toBe(name === "get" ? "resolved" : "unknown_field");
  });

  it("a role for keys without an organization is covered by grants for those, or for all", async () => {
    const { keyring, id } = await withRole(null);
    const expected = name === "get" ? "resolved" : "unknown_field";
    for (const org of [null, "*"])
      expect(await codeOf(run(keyring, id, user("u1", { org, permissions: [permission] })))).toBe(expected);
    expect(await codeOf(run(keyring, id, user("u1", { permissions: ["*:*"] })))).toBe("not_found");
  });

  it("a key covers the roles of its organization, and none when it is bound to a project", async () => {
    const { keyring, id } = await withRole();
    const key = async (projectId: string | null) => {
      const made = await keyring.create({ orgId: "a", projectId, permissions: [permission] }, system);
      return keyActor({ keyId: made.key.id });
    };
    expect(await codeOf(run(keyring, id, await key(null)))).toBe(
      name === "get" ? "resolved" : "unknown_field",
    );
    expect(await codeOf(run(keyring, id, await key("p")))).toBe("not_found");
  });
});

describe("to create a role decides in this order", () => {
  const OPS = { name: "ops", permissions: ["bundles:write"] };

  it("no grant holds the permission, before what was sent", async () => {
    const { keyring } = await withRole();
    const actor = user("u1", { permissions: ["api-roles:read"] });
    expect(await codeOf(keyring.roles.create(nonsense, actor))).toBe("insufficient_permissions");
    expect(nonsense).not.toHaveBeenCalled();
  });

  it("what was sent, before where", async () => {
    const { keyring } = await withRole();
    const actor = user("u1", { permissions: ["api-roles:write"] });
    expect(await codeOf(keyring.roles.create(nonsense, actor))).toBe("unknown_field");
  });

  it("no grant covers the organization, or none of its own project, before the ceiling", async () => {
    const { keyring, writes } = await withRole();
    const before = writes();
    const here = user("u1", { permissions: ["api-roles:write"] });
    expect(await codeOf(keyring.roles.create({ ...OPS, orgId: "b" }, here))).toBe("out_of_reach");
    expect(await codeOf(keyring.roles.create({ ...OPS, orgId: null }, here))).toBe("out_of_reach");
    const inProject = user("u1", { project: "p", permissions: ["*:*"] });
    expect(await codeOf(keyring.roles.create(OPS, inProject))).toBe("out_of_reach");
    expect(writes()).toBe(before);
  });

  it("the covering grant lacks the permission, before the ceiling", async () => {
    const { keyring } = await withRole();
    const grants = [
      { org: "b", permissions: ["*:*"], reach: "all" },
      { org: "a", permissions: ["bundles:read"], reach: "all" },
    ] as const;
    const actor: Actor = { kind: "user", id: "u1", grants };
    expect(await codeOf(keyring.roles.create({ ...OPS, orgId: "a" }, actor))).toBe(
      "insufficient_permissions",
    );
  });

  it("the ceiling, before the name: it says nothing of what there is", async () => {
    const { keyring } = await withRole();
    const actor = user("u1", { permissions: ["api-roles:write"] });
    expect(await codeOf(keyring.roles.create(OPS, actor))).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.roles.create({ ...OPS, permissions: [] }, actor))).toBe("role_name_taken");
  });
});

it("an actor that cannot be read is refused by every operation on roles, and nothing is read or written", async () => {
  const { keyring, store, writes } = ring();
  const findRoles = jest.spyOn(store, "findRoles");
  const nobody = { kind: "root" } as never;
  const calls = [
    keyring.roles.list({}, nobody),
    keyring.roles.get("b:reader", nobody),
    keyring.roles.create({ name: "x", permissions: [] }, nobody),
    keyring.roles.update(UNKNOWN, {}, nobody),
    keyring.roles.delete(UNKNOWN, nobody),
  ];
  for (const call of calls) expect(await codeOf(call)).toBe("identity_unavailable");
  expect([findRoles.mock.calls.length, writes()]).toEqual([0, 0]);
});

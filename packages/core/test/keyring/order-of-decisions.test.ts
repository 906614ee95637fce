import type { Actor, Keyring, KeyRef, LatchkeyError } from "../../src/index.js";
import { systemActor } from "../../src/index.js";
import { codeOf, ring, user } from "./ring.js";

const OPERATIONS: Record<string, (keyring: Keyring, ref: KeyRef, actor: Actor) => Promise<unknown>> = {
  "api-keys:read": (keyring, ref, actor) => keyring.get(ref, actor),
  "api-keys:update": (keyring, ref, actor) =>
    keyring.update(ref, () => ({ nonsense: true }) as object, actor),
  "api-keys:revoke": (keyring, ref, actor) => keyring.revoke(ref, actor, { reason: "" }),
};
const ALL = Object.keys(OPERATIONS);

describe.each(ALL)("an operation that needs %s decides in this order", (permission) => {
  const operation = OPERATIONS[permission] as (typeof OPERATIONS)[string];
  const others = ALL.filter((each) => each !== permission);

  async function withKey() {
    const made = ring();
    const { key } = await made.keyring.create(
      { orgId: "a", ownerId: "u2", permissions: [] },
      systemActor("t"),
    );
    return { ...made, ref: { id: key.id } };
  }

  it("first, no grant holds the permission: 403, whether or not there is such a key", async () => {
    const { keyring, ref, reads } = await withKey();
    const actor = user("u1", { permissions: others });
    const before = reads();
    expect(await codeOf(operation(keyring, ref, actor))).toBe("insufficient_permissions");
    expect(await codeOf(operation(keyring, { id: "0000000000000000" }, actor))).toBe(
      "insufficient_permissions",
    );
    expect(reads()).toBe(before);
  });

  it("then, no covering grant or not its own: 404, in the words for a key that does not exist", async () => {
    const { keyring, ref } = await withKey();
    const elsewhere = user("u1", { org: "b", permissions: ["*:*"] });
    const own = user("u1", { reach: "own", permissions: ["*:*"] });
    const hear = (asked: KeyRef, actor: Actor) =>
      operation(keyring, asked, actor).catch(({ code, message }: LatchkeyError) => ({ code, message }));
    const unknown = await hear({ id: "0000000000000000" }, elsewhere);
    expect(unknown).toMatchObject({ code: "not_found" });
    expect(await hear(ref, elsewhere)).toEqual(unknown);
    expect(await hear(ref, own)).toEqual(unknown);
  });

  it("then, the covering grant lacks the permission: 403", async () => {
    const { keyring, ref } = await withKey();
    const grants = [
      { org: "*", permissions: ["*:*"], reach: "all" },
      { org: "a", permissions: others, reach: "all" },
    ] as const;
    expect(await codeOf(operation(keyring, ref, { kind: "user", id: "u1", grants }))).toBe(
      "insufficient_permissions",
    );
  });

  it("and only then what was sent", async () => {
    const { keyring, ref } = await withKey();
    const code = await codeOf(operation(keyring, ref, user("u1", { permissions: [permission] })));
    expect(code).toBe(
      { "api-keys:read": "resolved", "api-keys:update": "unknown_field", "api-keys:revoke": "invalid_field" }[
        permission
      ],
    );
  });
});

describe("an actor that cannot be read", () => {
  it.each([
    ["nothing", undefined],
    ["a string", "admin"],
    ["an unknown kind", { kind: "root" }],
    ["no grants", { kind: "user", id: "u1" }],
    ["a grant without reach", { kind: "user", id: "u1", grants: [{ org: "a", permissions: [] }] }],
    [
      "a grant of a wrong permission",
      { kind: "user", id: "u1", grants: [{ org: "a", permissions: ["ALL"], reach: "all" }] },
    ],
    [
      "a project without an organization",
      { kind: "user", id: "u1", grants: [{ org: null, project: "p", permissions: [], reach: "all" }] },
    ],
    [
      "a project of every organization",
      { kind: "user", id: "u1", grants: [{ org: "*", project: "p", permissions: [], reach: "all" }] },
    ],
    [
      "one place twice",
      { kind: "user", id: "u1", grants: [1, 2].map(() => ({ org: "a", permissions: [], reach: "all" })) },
    ],
    ["a name that is no text", { kind: "user", id: "u1", name: 5, grants: [] }],
    ["an address that is no text", { kind: "user", id: "u1", address: {}, grants: [] }],
    ["a request id that is no text", { kind: "key", keyId: "0".repeat(16), requestId: 17 }],
    ["a star for a user", { kind: "user", id: "*", grants: [] }],
  ])("is refused, never taken for one that may: %s", async (_, actor) => {
    const { keyring, reads, writes } = ring();
    expect(await codeOf(keyring.list({}, actor as Actor))).toBe("identity_unavailable");
    expect(await codeOf(keyring.create({ permissions: [] }, actor as Actor))).toBe("identity_unavailable");
    expect([reads(), writes()]).toEqual([0, 0]);
  });
});

describe("what names nothing", () => {
  it.each([undefined, null, "0123456789abcdef", 7])("is an invalid_request, not a crash: %p", async (ref) => {
    const { keyring } = ring();
    const admin = user("u1", { permissions: ["*:*"] });
    expect(await codeOf(keyring.get(ref as never, admin))).toBe("invalid_request");
    expect(await codeOf(keyring.update(ref as never, {}, admin))).toBe("invalid_request");
    expect(await codeOf(keyring.revoke(ref as never, admin))).toBe("invalid_request");
  });

  it("is an unknown_field when a condition is misspelt: the update does not happen", async () => {
    const { keyring } = ring();
    const admin = user("u1", { permissions: ["*:*"] });
    const { key } = await keyring.create({ permissions: [] }, admin);
    const update = (condition: object) => keyring.update({ id: key.id }, { name: "x" }, admin, condition);
    expect(await codeOf(update({ version: 99 }))).toBe("unknown_field");
    expect(await codeOf(update(null as never))).toBe("invalid_request");
    expect(await keyring.get({ id: key.id }, admin)).toEqual(key);
  });
});

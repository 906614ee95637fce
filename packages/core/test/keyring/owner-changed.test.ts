import { keyActor, systemActor, type Actor, type Owner } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const system = systemActor("test");

/** An application whose owners are as the test says, and how often it was asked. */
function application() {
  const owners = new Map<string, Owner>([["ann", { active: true, permissions: ["bundles:read"] }]]);
  const find = jest.fn((ownerId: string) => owners.get(ownerId) ?? null);
  return { owners, find };
}

describe("ownerChanged", () => {
  it("makes this process ask for the owner again at once: nothing it knew is used", async () => {
    const { owners, find } = application();
    const { keyring } = ring({ owners: find });
    const { token, key } = await keyring.create({ orgId: "a", ownerId: "ann", permissions: ["*:*"] }, system);
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
    owners.set("ann", { active: false, permissions: [] });
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
    await keyring.ownerChanged("ann", system);
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "owner_inactive" });
    expect(await codeOf(keyring.list({}, keyActor({ keyId: key.id })))).toBe("owner_inactive");
  });

  it("asks for no other owner again", async () => {
    const { find } = application();
    const { keyring } = ring({ owners: find });
    const { token } = await keyring.create({ orgId: "a", ownerId: "ann", permissions: [] }, system);
    await keyring.verify(token);
    find.mockClear();
    await keyring.ownerChanged("bob", system);
    await keyring.verify(token);
    expect(find).not.toHaveBeenCalled();
  });

  it("is one change that names the owner, and nothing else", async () => {
    const { keyring, store } = ring({ owners: application().find });
    await keyring.ownerChanged("ann", system);
    const changes = await changesOf(store);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      action: "owner.changed",
      target: "ann",
      ownerId: "ann",
      orgId: null,
      projectId: null,
      actorKind: "system",
      detail: '{"before":null,"after":null}',
    });
  });

  it("works without the option owners as well: another process may have it", async () => {
    const { keyring, store } = ring();
    await keyring.ownerChanged("ann", system);
    expect(await changesOf(store)).toHaveLength(1);
  });

  it.each<[string, Actor, string]>([
    ["the application itself", system, "resolved"],
    ["a user who holds everything everywhere", user("root", { org: "*", permissions: ["*:*"] }), "resolved"],
    [
      "a user who holds everything in one organization",
      user("u", { org: "a", permissions: ["*:*"] }),
      "insufficient_permissions",
    ],
    [
      "a user who holds something everywhere",
      user("u", { org: "*", permissions: ["api-keys:*"] }),
      "insufficient_permissions",
    ],
    [
      "a user who reaches only keys of its own",
      user("u", { org: "*", reach: "own", permissions: ["*:*"] }),
      "insufficient_permissions",
    ],
    ["the owner itself", user("ann", { permissions: [] }), "insufficient_permissions"],
  ])("is for who holds everything: %s", async (_, actor, expected) => {
    const { keyring, store } = ring();
    expect(await codeOf(keyring.ownerChanged("ann", actor))).toBe(expected);
    expect(await changesOf(store)).toHaveLength(expected === "resolved" ? 1 : 0);
  });

  it("is for no key, whatever it holds", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ orgId: null, ownerId: "ann", permissions: ["*:*"] }, system);
    expect(await codeOf(keyring.ownerChanged("ann", keyActor({ keyId: key.id })))).toBe(
      "insufficient_permissions",
    );
  });

  it.each(["", "*", " ann", "a\nb", 7, null, undefined, {}])(
    "refuses what names no owner: %p",
    async (ownerId) => {
      const { keyring, writes } = ring();
      expect(await codeOf(keyring.ownerChanged(ownerId as never, system))).toBe("invalid_field");
      expect(writes()).toBe(0);
    },
  );
});

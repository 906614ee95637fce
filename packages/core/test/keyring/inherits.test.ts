import { systemActor, type CreateKey, type LatchkeyError } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { active, inactive, owners } from "./owners.js";
import { codeOf, keyAs, ring, user } from "./ring.js";

const system = systemActor("test");
const KEEPER = ["api-keys:create", "api-keys:read", "api-keys:update"];
const HEIR: CreateKey = { orgId: "a", ownerId: "u1", inherits: true };

/** A keyring whose owner "u1" holds bundles:* and the keeping of keys, and whose "gone" is inactive. */
function ringOfOwners() {
  const people = owners({ u1: active("bundles:*", ...KEEPER), u2: active("x:y"), gone: inactive("x:y") });
  const made = ring({ owners: people.find });
  /** Owners are remembered for a moment. */
  const say = (ownerId: string, owner: (typeof people.known)[string]) => {
    people.known[ownerId] = owner;
    made.clock.advance(10_000);
  };
  return { ...made, people, say };
}

describe("a key that inherits", () => {
  it("has its owner's permissions of the moment, and none when the owner is inactive", async () => {
    const { keyring, say } = ringOfOwners();
    const { key, token } = await keyring.create(HEIR, system);
    expect(key).toMatchObject({ inherits: true, role: null, permissions: null });
    const held = async () => {
      const verdict = await keyring.verify(token);
      return verdict.ok ? verdict.principal.permissions : verdict.reason;
    };
    expect(await held()).toEqual(["bundles:*", ...KEEPER]);
    say("u1", active("x:y"));
    expect(await held()).toEqual(["x:y"]);
    say("u1", inactive("x:y"));
    expect(await held()).toBe("owner_inactive");
  });

  it.each<[string, CreateKey, string[]]>([
    ["a role beside it", { ...HEIR, role: "reader" }, ["role"]],
    ["permissions beside it", { ...HEIR, permissions: [] }, ["permissions"]],
    ["both beside it", { ...HEIR, role: "reader", permissions: ["a:b"] }, ["role", "permissions"]],
    ["no owner", { ...HEIR, ownerId: null }, ["inherits"]],
  ])("is refused with %s", async (_, input, fields) => {
    const { keyring, writes } = ringOfOwners();
    const error = await keyring.create(input, system).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field" });
    expect((error as LatchkeyError).errors?.map(({ path }) => path[0])).toEqual(fields);
    expect(writes()).toBe(0);
  });

  it("is refused where the keyring knows nothing of owners, with the remedy", async () => {
    const { keyring } = ring();
    const error = await keyring.create(HEIR, system).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: ["inherits"] }] });
    expect((error as LatchkeyError).message).toContain("option `owners`");
    const { key } = await keyring.create({ ...HEIR, inherits: false, permissions: [] }, system);
    const turnedOn = { inherits: true, permissions: null };
    expect(await codeOf(keyring.update({ id: key.id }, turnedOn, system))).toBe("invalid_field");
  });

  it("gives up its own grants when it is turned on, and needs others when it is turned off", async () => {
    const { keyring } = ringOfOwners();
    const { key } = await keyring.create({ ...HEIR, inherits: false, role: "reader" }, system);
    const change = (fields: object) => codeOf(keyring.update({ id: key.id }, fields, system));
    expect(await change({ inherits: true })).toBe("invalid_field");
    expect(await change({ inherits: true, role: null })).toBe("resolved");
    expect(await change({ permissions: ["a:b"] })).toBe("invalid_field");
    expect(await change({ inherits: false })).toBe("grant_required");
    expect(await change({ inherits: false, permissions: ["a:b"] })).toBe("resolved");
  });
});

describe("who may let a key inherit", () => {
  const narrow = user("u9", { permissions: [...KEEPER, "bundles:read"] });
  const equal = user("u9", { permissions: [...KEEPER, "bundles:*"] });
  const owner = user("u1", { permissions: KEEPER });

  it.each([
    ["the owner as a user, whatever the grant holds besides", owner, "resolved"],
    ["a user who holds what the owner holds", equal, "resolved"],
    ["a user who holds less", narrow, "ceiling_exceeded"],
    ["the system", system, "resolved"],
  ])("%s: %#", async (_, actor, outcome) => {
    const { keyring } = ringOfOwners();
    expect(await codeOf(keyring.create(HEIR, actor))).toBe(outcome);
    const { key } = await keyring.create({ ...HEIR, inherits: false, permissions: [] }, system);
    const turnedOn = { inherits: true, permissions: null };
    expect(await codeOf(keyring.update({ id: key.id }, turnedOn, actor))).toBe(outcome);
  });

  it("a key of the same owner that inherits itself, and no other key of that owner that holds less", async () => {
    const made = ringOfOwners();
    const heir = await keyAs(made, { inherits: true });
    const keeper = await keyAs(made, { permissions: KEEPER });
    const equal = await keyAs(made, { permissions: [...KEEPER, "bundles:*"] });
    const outcome = (actor: typeof heir) => codeOf(made.keyring.create({ inherits: true }, actor));
    expect([await outcome(heir), await outcome(keeper), await outcome(equal)]).toEqual([
      "resolved",
      "ceiling_exceeded",
      "resolved",
    ]);
  });

  it("is asked of a change of anything: who could not have made the key cannot change it", async () => {
    const { keyring } = ringOfOwners();
    const { key } = await keyring.create(HEIR, system);
    const change = (fields: object, actor = narrow) => codeOf(keyring.update({ id: key.id }, fields, actor));
    expect(await change({ name: "mine" })).toBe("ceiling_exceeded");
    expect(await change({ inherits: false, permissions: [] })).toBe("ceiling_exceeded");
    expect(await change({ name: "mine" }, owner)).toBe("resolved");
  });

  it("is measured by what the owner holds at the moment", async () => {
    const { keyring, say, store } = ringOfOwners();
    say("u1", active("bundles:read"));
    expect(await codeOf(keyring.create(HEIR, narrow))).toBe("resolved");
    say("u1", active("bundles:*"));
    expect(await codeOf(keyring.create(HEIR, narrow))).toBe("ceiling_exceeded");
    expect(await changesOf(store)).toHaveLength(1);
  });

  it("takes an inactive owner for one who will hold everything: they may be active again", async () => {
    const { keyring, say } = ringOfOwners();
    const { key } = await keyring.create(HEIR, system);
    const plain = await keyring.create({ ...HEIR, inherits: false, permissions: [] }, system);
    say("u1", inactive());
    const ref = { id: key.id };
    expect(await codeOf(keyring.update(ref, { name: "x" }, equal))).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.rotate(ref, user("u9", { permissions: ["api-keys:rotate"] })))).toBe(
      "ceiling_exceeded",
    );
    const turnedOn = { inherits: true, permissions: null };
    expect(await codeOf(keyring.update({ id: plain.key.id }, turnedOn, equal))).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.update(ref, { name: "x" }, system))).toBe("resolved");
  });

  it("never says what the owner holds to somebody who holds less", async () => {
    const { keyring } = ringOfOwners();
    const error = await keyring.create(HEIR, narrow).catch((caught: Error) => caught);
    expect((error as Error).message).not.toContain("bundles");
  });
});

describe("the owner of a new key", () => {
  it.each([
    ["inactive", "gone"],
    ["unknown", "nobody"],
  ])("who is %s is an invalid_field", async (_, ownerId) => {
    const { keyring, writes } = ringOfOwners();
    const input = { orgId: "a", ownerId, permissions: [] };
    const error = await keyring.create(input, system).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: ["ownerId"] }] });
    expect(await codeOf(keyring.createMany([input], system))).toBe("invalid_field");
    expect(writes()).toBe(0);
  });

  it("is asked for only by who may make keys there, and before the lock", async () => {
    const { keyring, people, beforeNextWrite } = ringOfOwners();
    const own = user("u1", { reach: "own", permissions: KEEPER });
    expect(await codeOf(keyring.create({ ownerId: "gone", permissions: [] }, own))).toBe("out_of_reach");
    expect(await codeOf(keyring.create({ orgId: "b", ownerId: "gone", permissions: [] }, own))).toBe(
      "out_of_reach",
    );
    expect(people.asked).toEqual([]);
    beforeNextWrite(async () => {
      expect(people.asked).toEqual(["u1"]);
      people.known.u1 = "failing";
    });
    expect(await codeOf(keyring.create({ permissions: [] }, own))).toBe("resolved");
    expect(people.asked).toEqual(["u1"]);
  });

  it("is identity_unavailable when the application cannot say", async () => {
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const { keyring, people, writes } = ringOfOwners();
    people.known.u1 = "failing";
    expect(await codeOf(keyring.create({ ...HEIR, inherits: false, permissions: [] }, system))).toBe(
      "identity_unavailable",
    );
    expect(await codeOf(keyring.create({ orgId: "a", permissions: [] }, system))).toBe("resolved");
    expect(writes()).toBe(1);
    expect(warned).toHaveBeenCalledTimes(1);
    warned.mockRestore();
  });

  it("may be anybody where the keyring knows nothing of owners", async () => {
    const { keyring } = ring();
    expect(await codeOf(keyring.create({ ownerId: "whoever", permissions: [] }, system))).toBe("resolved");
  });
});

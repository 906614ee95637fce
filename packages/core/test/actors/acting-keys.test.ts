import { systemActor, type Actor, type KeyActor, type Keyring } from "../../src/index.js";
import { insertKeys } from "../insert-keys.js";
import { active, inactive, owners } from "../keyring/owners.js";
import { codeOf, keyAs, ring } from "../keyring/ring.js";
import { sampleKey } from "../sample-key.js";

const system = systemActor("test");
const ref = { number: 1 };

/** Every method that takes an actor, asked for the acting key itself. */
const METHODS: Record<string, (keyring: Keyring, actor: Actor) => Promise<unknown>> = {
  create: (keyring, actor) => keyring.create({ permissions: [] }, actor),
  createMany: (keyring, actor) => keyring.createMany([{ permissions: [] }], actor),
  get: (keyring, actor) => keyring.get(ref, actor),
  list: (keyring, actor) => keyring.list({}, actor),
  update: (keyring, actor) => keyring.update(ref, { name: "x" }, actor),
  rotate: (keyring, actor) => keyring.rotate(ref, actor),
  endOverlap: (keyring, actor) => keyring.endOverlap(ref, actor),
  revoke: (keyring, actor) => keyring.revoke(ref, actor),
  reveal: (keyring, actor) => keyring.reveal(ref, actor),
  usage: (keyring, actor) => keyring.usage(ref, actor),
  purge: (keyring, actor) => keyring.purge({ revokedBefore: 0 }, actor),
  self: (keyring, actor) => keyring.self(actor),
  scopes: (keyring, actor) => keyring.scopes(actor),
  "roles.create": (keyring, actor) => keyring.roles.create({ name: "x", permissions: [] }, actor),
  "roles.list": (keyring, actor) => keyring.roles.list({}, actor),
  "changes.list": (keyring, actor) => keyring.changes.list({}, actor),
};

describe("a key that acts", () => {
  async function bound(origin: { address?: string }) {
    const made = ring();
    const actor = await keyAs(
      made,
      { role: "admin", allowedNetworks: ["192.0.2.0/24", "2001:db8::/32"] },
      origin,
    );
    return { ...made, actor };
  }

  it.each(Object.keys(METHODS))("from outside its networks is refused by %s", async (method) => {
    const { keyring, actor, writes } = await bound({ address: "198.51.100.1" });
    const before = writes();
    const error: unknown = await METHODS[method]?.(keyring, actor).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "network_not_allowed", ofActor: true });
    expect(writes()).toBe(before);
  });

  it.each([
    ["192.0.2.7", "resolved"],
    ["::ffff:192.0.2.7", "resolved"],
    ["2001:db8::9", "resolved"],
    ["192.0.3.0", "network_not_allowed"],
    ["192.0.2", "network_not_allowed"],
    ["2001:db8::9%eth0", "network_not_allowed"],
    ["", "network_not_allowed"],
  ])("from %j is %s", async (address, outcome) => {
    const { keyring, actor } = await bound({ address });
    expect(await codeOf(keyring.list({}, actor))).toBe(outcome);
  });

  it("is taken at its application's word where no address is given", async () => {
    const { keyring, actor } = await bound({});
    expect(await codeOf(keyring.list({}, actor))).toBe("resolved");
  });

  it("is bound from the moment of the lock on, also by networks it got in between", async () => {
    const made = ring();
    const actor = await keyAs(made, { role: "admin" }, { address: "198.51.100.1" });
    made.beforeNextWrite(() => made.keyring.update(ref, { allowedNetworks: ["10.0.0.0/8"] }, system));
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe("network_not_allowed");
    expect(await made.store.findKey({ number: 2 })).toBeNull();
  });

  it("for an owner who is inactive or gone is refused", async () => {
    const people = owners({ u1: active() });
    const made = ring({ owners: people.find });
    const actor = await keyAs(made, { role: "admin" });
    for (const owner of [inactive(), null]) {
      people.known.u1 = owner;
      made.clock.advance(10_000);
      const error: unknown = await made.keyring.list({}, actor).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: "owner_inactive", ofActor: true });
    }
  });

  it("and whose row somebody has spoilt is refused, not set free", async () => {
    const { keyring, store } = ring();
    const networks = ["010.0.0.0/8"];
    await insertKeys(store, [sampleKey({ orgId: "a", permissions: ["*:*"], allowedNetworks: networks })]);
    const actor: KeyActor = { kind: "key", keyId: sampleKey().id, address: "10.0.0.1" };
    expect(await codeOf(keyring.list({}, actor))).toBe("network_not_allowed");
  });
});

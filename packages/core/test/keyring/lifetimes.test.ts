import { systemActor, type LatchkeyError } from "../../src/index.js";
import { codeOf, ring } from "./ring.js";

const system = systemActor("test");
const HOUR = 3_600_000;
const POLICY = { expiryRequired: true, minLifetime: 3_600, maxLifetime: 7_200 };

describe("lifetimes", () => {
  it("are asked of every new key, of one and of many", async () => {
    const { keyring, clock, writes } = ring({ policy: POLICY });
    const now = clock.now();
    const outcome = async (expiresAt: number | null | undefined) => {
      const input = { permissions: [], ...(expiresAt !== undefined && { expiresAt }) };
      const one = await codeOf(keyring.create(input, system));
      expect(await codeOf(keyring.createMany([input], system))).toBe(one);
      return one;
    };
    for (const wrong of [undefined, null, now - 1, now + HOUR - 1, now + 2 * HOUR + 1])
      expect(await outcome(wrong)).toBe("invalid_field");
    expect(writes()).toBe(0);
    expect(await outcome(now + HOUR)).toBe("resolved");
    expect(await outcome(now + 2 * HOUR)).toBe("resolved");
  });

  it("name the field", async () => {
    const { keyring } = ring({ policy: POLICY });
    const error = await keyring.create({ permissions: [] }, system).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: ["expiresAt"] }] });
  });

  it("are counted from the moment of the write, not from when it was asked for", async () => {
    const { keyring, clock, beforeNextWrite } = ring({ policy: POLICY });
    beforeNextWrite(async () => clock.advance(1));
    const input = { permissions: [], expiresAt: clock.now() + HOUR };
    expect(await codeOf(keyring.create(input, system))).toBe("invalid_field");
  });

  it("are asked of a change of the expiry, and of no other", async () => {
    const { keyring, clock } = ring({ policy: POLICY });
    const now = clock.now();
    const { key } = await keyring.create({ permissions: [], expiresAt: now + 2 * HOUR }, system);
    const change = (fields: object) => codeOf(keyring.update({ id: key.id }, fields, system));
    clock.advance(90 * 60_000);
    // Half an hour is left, less than a new one must have: that was right when it was made.
    expect(await change({ name: "renamed" })).toBe("resolved");
    expect(await change({ name: "again", expiresAt: now + 2 * HOUR })).toBe("resolved");
    expect(await change({ expiresAt: null })).toBe("invalid_field");
    expect(await change({ expiresAt: now })).toBe("invalid_field");
    expect(await change({ expiresAt: clock.now() + HOUR - 1 })).toBe("invalid_field");
    expect(await change({ expiresAt: clock.now() + 2 * HOUR + 1 })).toBe("invalid_field");
    expect(await change({ expiresAt: clock.now() + 2 * HOUR })).toBe("resolved");
  });

  it("do not touch keys from before the policy", async () => {
    const { keyring, store } = ring();
    const { key } = await keyring.create({ permissions: [] }, system);
    const stricter = ring({ store, policy: POLICY }).keyring;
    expect(await codeOf(stricter.update({ id: key.id }, { name: "x", expiresAt: null }, system))).toBe(
      "resolved",
    );
  });
});

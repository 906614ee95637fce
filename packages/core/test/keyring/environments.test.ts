import { systemActor } from "../../src/index.js";
import { codeOf, keyAs, ring, user } from "./ring.js";

const system = systemActor("test");

describe("the environment of a key", () => {
  it("is the first of the keyring's unless it is named, and is in its token", async () => {
    const { keyring } = ring({ environments: ["test", "live"] });
    const first = await keyring.create({ permissions: [] }, system);
    const named = await keyring.create({ permissions: [], env: "live" }, system);
    expect([first.key.env, named.key.env]).toEqual(["test", "live"]);
    expect([first.token.slice(0, 10), named.token.slice(0, 10)]).toEqual(["acme_test_", "acme_live_"]);
    expect(await keyring.verify(first.token)).toMatchObject({ ok: true, principal: { env: "test" } });
    expect(await keyring.verify(named.token)).toMatchObject({ ok: true, principal: { env: "live" } });
  });

  it("may be one that this keyring does not accept itself", async () => {
    const { keyring, store } = ring();
    const { token, key } = await keyring.create({ permissions: [], env: "test" }, system);
    expect(key.env).toBe("test");
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    const accepting = ring({ store, environments: ["test"] }).keyring;
    expect(await accepting.verify(token)).toMatchObject({ ok: true });
  });

  it("is no field of an update", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ permissions: [] }, system);
    expect(await codeOf(keyring.update({ id: key.id }, { env: "test" } as object, system))).toBe(
      "unknown_field",
    );
  });

  it("bounds a key that acts: it makes and changes keys of its own only", async () => {
    const made = ring({ environments: ["live", "test"] });
    const { keyring } = made;
    const test = await keyAs(made, { role: "keeper", env: "test" });
    const live = await keyAs(made, { role: "keeper" });
    const make = (actor: typeof test, env?: "live" | "test") =>
      codeOf(keyring.create({ permissions: [], ...(env && { env }) }, actor));
    expect([await make(test), await make(test, "live"), await make(test, "test")]).toEqual([
      "ceiling_exceeded",
      "ceiling_exceeded",
      "resolved",
    ]);
    expect([await make(live), await make(live, "live"), await make(live, "test")]).toEqual([
      "resolved",
      "resolved",
      "ceiling_exceeded",
    ]);
    expect(await codeOf(keyring.update({ number: 2 }, { name: "x" }, test))).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.update({ number: 1 }, { name: "x" }, live))).toBe("ceiling_exceeded");
  });

  it("bounds no user", async () => {
    const { keyring } = ring();
    const maker = user("u1", { permissions: ["api-keys:create"] });
    expect(await codeOf(keyring.create({ permissions: [], env: "test" }, maker))).toBe("resolved");
  });
});

import { LatchkeyError, type DigestFactory } from "@latchkey/core";

import { acmeAdmin, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { databaseDown } from "../world/watched-store.js";
import { RETRIEVABLE, setup, useWorld } from "../world/world.js";

export function outages(setting: Setting): void {
  describe("a database that does not answer", () => {
    const world = useWorld(setting);

    it("loses nothing of what there was", async () => {
      const { token } = await world().keyring.create({ name: "kept", permissions: ["a:b"] }, setup);
      const asked = world().as(operator);
      const before = await asked.get("/keys/1");

      world().store.failWith(databaseDown);
      const down = await asked.patch("/keys/1", { name: "changed" });
      world().store.failWith(undefined);
      const after = await asked.get("/keys");

      expect(down.status).toBe(503);
      expect(after.body.data).toEqual([before.body]);
      expect((await world().keyring.verify(token)).ok).toBe(true);
    });

    it("is 503 for who asks with a key, not 401", async () => {
      const { token } = await world().keyring.create({ permissions: ["api-keys:*"] }, setup);
      world().store.failWith(databaseDown);
      const answer = await world().withKey(token).get("/keys");

      expect([answer.status, answer.body.code]).toEqual([503, "store_unavailable"]);
    });

    it("still knows the user, who needs no database of ours", async () => {
      world().store.failWith(databaseDown);
      for (const path of ["/self", "/permissions", "/scopes"]) {
        expect((await world().as(acmeAdmin).get(path)).status).toBe(200);
      }
    });
  });

  describe("a digest that has too much to do", () => {
    let isBusy = false;
    const world = useWorld(setting, {
      keyring: { ...RETRIEVABLE, digests: [slowDigest(() => isBusy)], digest: "slow" },
    });
    afterEach(() => (isBusy = false));

    it("is 503 for whoever wants a token made or opened", async () => {
      await world().keyring.create({ permissions: [] }, setup);
      world().store.reset();
      isBusy = true;
      const asked = world().as(operator);
      const answers = [
        await asked.post("/keys", { permissions: [] }),
        await asked.post("/keys/1/rotate"),
        await asked.post("/keys/1/reveal"),
      ];

      for (const { status, body, headers } of answers)
        expect([status, body.code, headers["retry-after"]]).toEqual([503, "busy", "1"]);
      expect(world().store.writes()).toBe(0);
    });
  });

  describe("an application that does not know its own scopes at the moment", () => {
    const away = () => Promise.reject(new Error("hunter2"));
    const world = useWorld(setting, { keyring: { scopes: { validate: away, list: away } } });
    afterEach(() => jest.restoreAllMocks());

    it("is 503, and nothing of why is shown", async () => {
      jest.spyOn(process, "emitWarning").mockImplementation(() => {});
      const answers = [
        await world().as(operator).get("/scopes"),
        await world().as(operator).post("/keys", { org_id: "acme", permissions: [] }),
      ];

      for (const { status, body, text } of answers) {
        expect([status, body.code]).toEqual([503, "identity_unavailable"]);
        expect(text).not.toContain("hunter2");
      }
      expect(world().store.writes()).toBe(0);
    });
  });
}

/** A digest of the kind that turns away what it has no time for. */
function slowDigest(isBusy: () => boolean): DigestFactory {
  return () => ({
    name: "slow",
    marks: ["slow$"],
    create({ token }) {
      if (isBusy())
        throw new LatchkeyError("busy", "Too many keys are being made at once.", { retryAfter: 1 });
      return `slow$${token.length}`;
    },
    matches: () => Promise.resolve(isBusy() ? "busy" : true),
  });
}

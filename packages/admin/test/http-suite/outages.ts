import { acmeAdmin, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { databaseDown } from "../world/watched-store.js";
import { setup, useWorld } from "../world/world.js";

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
}

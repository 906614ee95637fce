import { LatchkeyError } from "@latchkey/core";

import { acmeAdmin, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { databaseDown } from "../world/watched-store.js";
import { setup, useWorld, type Method } from "../world/world.js";

const REQUESTS: readonly (readonly [Method, string, unknown])[] = [
  ["get", "/keys", undefined],
  ["post", "/keys", { permissions: [] }],
  ["get", "/keys/1", undefined],
  ["patch", "/keys/1", { name: "changed" }],
  ["delete", "/keys/1", undefined],
];

export function outages(setting: Setting): void {
  describe("a database that does not answer", () => {
    const world = useWorld(setting);

    it.each(REQUESTS)("is 503 with Retry-After on %s %s, and nothing is lost", async (method, path, body) => {
      const { token } = await world().keyring.create({ name: "kept", permissions: ["a:b"] }, setup);
      const asked = world().as(operator);
      const before = await asked.get("/keys/1");

      world().store.failWith(databaseDown);
      const down = await asked.send(method, path, body);
      world().store.failWith(undefined);
      const after = await asked.get("/keys");

      expect([down.status, down.body.code, down.headers["retry-after"]]).toEqual([
        503,
        "store_unavailable",
        "2",
      ]);
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
      const answer = await world().as(acmeAdmin).get("/self");

      expect([answer.status, answer.body.id]).toEqual([200, "u-admin"]);
    });

    it("is store_busy when others hold the lock", async () => {
      world().store.failWith(new LatchkeyError("store_busy", "Others are writing.", { retryAfter: 1 }));
      const answer = await world().as(operator).post("/keys", { permissions: [] });

      expect([answer.status, answer.body.code]).toEqual([503, "store_busy"]);
    });
  });

  describe("a fault that nobody expected", () => {
    const world = useWorld(setting);

    it.each(REQUESTS)(
      "goes to the application's error handler on %s %s and shows nothing",
      async (method, path, body) => {
        await world().keyring.create({ permissions: [] }, setup);
        const bug = Object.assign(new Error("select * from secrets"), { code: "not_found", status: 404 });
        world().store.failWith(bug);
        const test = world()
          .raw(method, world().mount + path)
          .set(world().headersOf(operator));
        const answer = await (body === undefined ? test : test.send(body as object));

        expect([answer.status, answer.body]).toEqual([500, { error: "internal" }]);
        expect(world().faults).toEqual([bug]);
      },
    );
  });
}

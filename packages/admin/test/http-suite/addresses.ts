import { operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { useWorld } from "../world/world.js";

/** What a proxy says of the client, and what is recorded. */
const FORWARDED: readonly (readonly [given: string, recorded: string | null])[] = [
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["::FFFF:cb00:7109", "203.0.113.9"],
  ["2001:DB8:0:0::1", "2001:db8::1"],
  ["fe80::1%eth0", null],
  ["010.0.0.1", null],
  ["203.0.113.9:4711", null],
  ["unknown", null],
  ["<script>alert(1)</script>", null],
  ["1".repeat(5_000), null],
];

export function addresses(setting: Setting): void {
  describe("the address in the record of a change", () => {
    const trusting = useWorld(setting, { before: (app) => app.set("trust proxy", true) });
    const wary = useWorld(setting);

    it.each(FORWARDED)("is, for a trusted proxy's %s, %s", async (given, recorded) => {
      const answer = await trusting()
        .as(operator)
        .post("/keys", { permissions: [] }, { "X-Forwarded-For": given });
      const [change] = await trusting().changes();

      expect([answer.status, change?.address]).toEqual([201, recorded]);
    });

    it("is the connection's when no proxy is trusted, whatever a header says", async () => {
      await wary().as(operator).post("/keys", { permissions: [] }, { "X-Forwarded-For": "203.0.113.9" });
      const [change] = await wary().changes();

      expect(change?.address).toBe("127.0.0.1");
    });
  });
}

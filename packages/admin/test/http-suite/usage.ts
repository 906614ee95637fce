import { acmeAdmin, acmeReader } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function readingUsage(setting: Setting): void {
  describe("GET /keys/:id/usage", () => {
    const world = useWorld(setting);

    /** A key that was used twice today and once nine days ago. */
    async function used(): Promise<string> {
      const { key } = await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      world().clock.advance(12 * HOUR);
      const now = world().clock.now();
      const hours = [
        { keyId: key.id, hour: now - 9 * DAY, accepted: 7, refused: 0 },
        { keyId: key.id, hour: now - 3 * HOUR, accepted: 3, refused: 1 },
        { keyId: key.id, hour: now - HOUR, accepted: 2, refused: 0 },
      ];
      await world().store.addUsage({ hours, lastUsed: [] });
      return key.id;
    }

    const ask = async (id: string, query = "") => world().as(acmeReader).get(`/keys/${id}/usage${query}`);

    it("counts by hour, of the last seven days", async () => {
      const answer = await ask(await used());

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        data: [
          { at: "2026-01-01T09:00:00.000Z", accepted: 3, refused: 1 },
          { at: "2026-01-01T11:00:00.000Z", accepted: 2, refused: 0 },
        ],
      });
    });

    it("counts by day, of the last 90", async () => {
      const answer = await ask(await used(), "?bucket=day");

      expect(answer.body.data).toEqual([
        { at: "2025-12-23T00:00:00.000Z", accepted: 7, refused: 0 },
        { at: "2026-01-01T00:00:00.000Z", accepted: 5, refused: 1 },
      ]);
    });

    it("counts from a time on, up to another and not including it", async () => {
      const id = await used();
      const query = "?from=2026-01-01T09:00:00Z&to=2026-01-01T11:00:00.000Z&bucket=hour";

      expect((await ask(id, query)).body.data).toHaveLength(1);
    });

    it("counts what was really presented", async () => {
      const { key, token } = await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      await world().withKey(token).get("/self");
      await world().keyring.update({ id: key.id }, { enabled: false }, setup);
      await world().withKey(token).get("/self");
      await world().keyring.close();
      world().clock.advance(HOUR);
      const { body } = await world().as(acmeAdmin).get(`/keys/${key.id}/usage`);

      expect(body.data).toEqual([{ at: "2026-01-01T00:00:00.000Z", accepted: 1, refused: 1 }]);
    });

    it("is empty for a key that was never used", async () => {
      const { key } = await world().keyring.create({ orgId: "acme", permissions: [] }, setup);

      expect((await ask(key.id)).body).toEqual({ data: [] });
      expect((await world().as(acmeReader).get(`/keys/${key.id}`)).body.last_used_at).toBeNull();
    });

    it.each([
      ["from=yesterday", "from"],
      ["from=", "from"],
      ["from=1767225600000", "from"],
      ["from=2026-01-01", "from"],
      ["from=2026-01-01T00:00:00%2B01:00", "from"],
      ["to=2026-13-01T00:00:00Z", "to"],
      ["bucket=minute", "bucket"],
      ["bucket=", "bucket"],
      ["bucket=HOUR", "bucket"],
      ["bucket=day&bucket=hour", "bucket"],
      ["from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from"],
      ["from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&bucket=hour", "from"],
    ])("is invalid_field for ?%s", async (query, path) => {
      const answer = await ask(await used(), `?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path }] });
    });

    it.each(["from[]=2026-01-01T00:00:00Z", "bucket[a]=day", "key_id=1", "From=x"])(
      "is unknown_field for ?%s",
      async (query) => {
        const answer = await ask(await used(), `?${query}`);

        expect([answer.status, answer.body.code]).toEqual([400, "unknown_field"]);
      },
    );
  });
}

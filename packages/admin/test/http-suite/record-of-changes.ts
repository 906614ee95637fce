import { acmeAdmin, acmeMember, acmeReader, operator, otherAdmin, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

export function recordOfChanges(setting: Setting): void {
  describe("GET /changes", () => {
    const world = useWorld(setting);

    /** Three changes of one key, then one of another organization's. */
    async function changed(): Promise<string> {
      const made = await world()
        .as(acmeAdmin)
        .post("/keys", {
          name: "nightly",
          permissions: ["bundles:read"],
          expires_at: "2026-06-01T00:00:00Z",
          metadata: { createdAt: 1_700_000_000_000, nestedName: { innerName: 1 } },
        });
      world().clock.advance(60_000);
      await world().as(acmeAdmin).patch(`/keys/${made.body.key.id}`, { expires_at: null, enabled: false });
      world().clock.advance(60_000);
      await world().as(operator).delete(`/keys/${made.body.key.id}?reason=leaked`);
      await world().keyring.create({ orgId: "other", permissions: [] }, setup);
      return made.body.key.id;
    }

    it("tells who did what, when, from where and by which request, newest first", async () => {
      const id = await changed();
      const { status, body } = await world().as(acmeReader).get("/changes");

      expect([status, body.next_cursor]).toEqual([200, null]);
      expect(body.data.map(({ seq, at, action }) => [seq, at, action])).toEqual([
        [3, "2026-01-01T00:02:00.000Z", "key.revoked"],
        [2, "2026-01-01T00:01:00.000Z", "key.updated"],
        [1, "2026-01-01T00:00:00.000Z", "key.created"],
      ]);
      const [revoked, , created] = body.data;
      expect(revoked).toMatchObject({ actor_kind: "user", actor_id: "u-operator", target: id });
      expect(created).toMatchObject({
        actor_kind: "user",
        actor_id: "u-admin",
        actor_name: null,
        target: id,
        owner_id: "u-admin",
        org_id: "acme",
        project_id: null,
        address: "127.0.0.1",
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
    });

    it("tells what was and what is in the words and times of a key's own JSON", async () => {
      const id = await changed();
      const { body } = await world().as(acmeReader).get("/changes");
      const [revoked, updated, created] = body.data;

      expect(updated).toMatchObject({
        before: { enabled: true, expires_at: "2026-06-01T00:00:00.000Z", version: 1 },
        after: { enabled: false, expires_at: null, version: 2 },
        note: {},
      });
      expect(revoked).toMatchObject({
        before: { revoked_at: null },
        after: { revoked_at: "2026-01-01T00:02:00.000Z" },
        note: { reason: "leaked" },
      });
      expect(created?.before).toBeNull();
      const { body: key } = await world().as(acmeReader).get(`/keys/${id}`);
      const unchanged = [
        "name",
        "org_id",
        "owner_id",
        "metadata",
        "allowed_networks",
        "rate_limit",
        "inherits",
      ];
      for (const field of unchanged) {
        expect([field, created?.after?.[field]]).toEqual([field, Reflect.get(key, field)]);
      }
    });

    it("speaks snake_case and ISO times everywhere, but leaves alone what an application keeps in a key", async () => {
      await changed();
      await everythingDone();
      const { body } = await world().as(operator).get("/changes?limit=200");

      for (const { action, before, after, note } of body.data) {
        for (const [field, value] of Object.entries({ ...before, ...after, ...note })) {
          expect([action, field]).toEqual([action, field.toLowerCase()]);
          expect([field, typeof value === "number" && value > 1e11]).toEqual([field, false]);
        }
      }
      expect(body.data.find(({ seq }) => seq === 1)?.after).toMatchObject({
        metadata: { createdAt: 1_700_000_000_000, nestedName: { innerName: 1 } },
      });
    });

    /** One change of every kind that comes about through HTTP or a keyring's own methods. */
    async function everythingDone(): Promise<void> {
      const { keyring, clock } = world();
      const { key } = await keyring.create({ orgId: "acme", role: "reader", notBefore: clock.now() }, setup);
      await keyring.rotate({ id: key.id }, setup);
      await keyring.endOverlap({ id: key.id }, setup);
      const role = await keyring.roles.create({ orgId: "acme", name: "r", permissions: ["a:b"] }, setup);
      await keyring.roles.update(role.id, { permissions: [] }, setup);
      await keyring.roles.delete(role.id, setup);
      await keyring.ownerChanged("u-1", setup);
    }

    it.each([
      ["key_id=KEY", [3, 2, 1]],
      ["key_id=0000000000000000", []],
      ["actor_id=u-operator", [3]],
      ["actor_id=test", [4]],
      ["actor_id=nobody", []],
      ["action=key.updated", [2]],
      ["action=tokens_revealed", []],
      ["from=2026-01-01T00:01:00Z", [4, 3, 2]],
      ["to=2026-01-01T00:01:00Z", [1]],
      ["from=2026-01-01T00:01:00Z&to=2026-01-01T00:02:00Z", [2]],
      ["key_id=KEY&actor_id=u-admin&action=key.created", [1]],
    ])("finds by ?%s", async (query, seqs) => {
      const id = await changed();
      const { status, body } = await world()
        .as(operator)
        .get(`/changes?${query.replace("KEY", id)}`);

      expect([status, body.data.map(({ seq }) => seq)]).toEqual([200, seqs]);
    });

    it("goes on page by page, with a cursor that belongs to its filter", async () => {
      await changed();
      const seqs: number[] = [];
      let query = "limit=1";
      for (let page = 0; page < 10; page++) {
        const { body } = await world().as(operator).get(`/changes?${query}`);
        seqs.push(...body.data.map(({ seq }) => seq));
        if (body.next_cursor === null) break;
        query = `limit=1&cursor=${body.next_cursor}`;
      }
      const other = await world().as(operator).get(`/changes?${query}&action=key.created`);

      expect(seqs).toEqual([4, 3, 2, 1]);
      expect([other.status, other.body.code]).toEqual([400, "invalid_cursor"]);
    });

    it("shows what an actor's grants cover, and no more", async () => {
      await changed();
      await world().as(acmeMember).post("/keys", { permissions: [] });
      const seen = async (actor: typeof acmeAdmin) =>
        (await world().as(actor).get("/changes")).body.data.map(({ seq }) => seq);

      expect(await seen(operator)).toEqual([5, 4, 3, 2, 1]);
      expect(await seen(acmeReader)).toEqual([5, 3, 2, 1]);
      expect(await seen(acmeMember)).toEqual([5]);
      expect(await seen(otherAdmin)).toEqual([4]);
      const none = user("u-1", { org: "acme", permissions: ["api-keys:*", "api-roles:*"] });
      expect((await world().as(none).get("/changes")).body.code).toBe("insufficient_permissions");
    });

    it.each([
      ["limit=0", "limit"],
      ["limit=201", "limit"],
      ["limit=all", "limit"],
      ["key_id=", "key_id"],
      ["key_id=1", "key_id"],
      ["key_id=000000000000000-", "key_id"],
      ["key_id=0000000000000000&key_id=0000000000000000", "key_id"],
      ["actor_id=", "actor_id"],
      ["actor_id=a%0Ab", "actor_id"],
      [`actor_id=${"x".repeat(129)}`, "actor_id"],
      ["action=", "action"],
      ["action=KEY.CREATED", "action"],
      ["action=key.created,key.updated", "action"],
      ["from=0", "from"],
      ["to=now", "to"],
    ])("is invalid_field for ?%s", async (query, path) => {
      const answer = await world().as(operator).get(`/changes?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path }] });
    });

    it.each(["key_id[]=1", "actor_id[$ne]=1", "org_id=acme", "target=x", "sort=seq", "__proto__=1"])(
      "is unknown_field for ?%s",
      async (query) => {
        const answer = await world().as(operator).get(`/changes?${query}`);

        expect([answer.status, answer.body.code]).toEqual([400, "unknown_field"]);
      },
    );
  });

  describe("GET /changes/verification", () => {
    const world = useWorld(setting);

    const create = () => world().keyring.create({ orgId: "acme", permissions: [] }, setup);
    const verify = async (query = "") => world().as(operator).get(`/changes/verification${query}`);
    const kept = ({ seq, hash }: { seq: number; hash: string }) =>
      `?seq=${seq}&hash=${encodeURIComponent(hash)}`;

    it("finds an untouched record right, and says where it ends", async () => {
      await create();
      await create();
      const answer = await verify();
      const [last] = (await world().as(operator).get("/changes")).body.data;

      expect([answer.status, answer.body]).toEqual([
        200,
        { ok: true, examined: 2, checkpoint: { seq: 2, hash: last?.hash } },
      ]);
    });

    it("says of an empty record that it is right, and takes what it said as a checkpoint", async () => {
      const { body } = await verify();
      await create();

      expect(body).toEqual({ ok: true, examined: 0, checkpoint: { seq: 0, hash: "" } });
      expect((await verify(kept(body.checkpoint))).body.ok).toBe(true);
    });

    it("takes a kept checkpoint, and finds that what it names is not there", async () => {
      await create();
      const { body } = await verify();
      await create();
      const later = await verify(kept(body.checkpoint));
      const beyond = await verify(kept({ ...body.checkpoint, seq: 7 }));

      expect(later.body).toMatchObject({ ok: true, examined: 2 });
      expect([beyond.status, beyond.body]).toEqual([
        200,
        { ok: false, seq: expect.any(Number) as number, fault: "cut", detail: expect.any(String) as string },
      ]);
    });

    it("is for whoever may see all changes, not those of one organization", async () => {
      for (const actor of [acmeAdmin, acmeReader, otherAdmin]) {
        const answer = await world().as(actor).get("/changes/verification");
        expect([answer.status, answer.body.code]).toEqual([403, "insufficient_permissions"]);
      }
    });

    it.each([
      ["seq=1", "hash"],
      ["hash=", "seq"],
      [`hash=v1$${"x".repeat(43)}`, "seq"],
      [`seq=&hash=v1$${"x".repeat(43)}`, "seq"],
      [`seq=-1&hash=v1$${"x".repeat(43)}`, "seq"],
      [`seq=1.0&hash=v1$${"x".repeat(43)}`, "seq"],
      [`seq=01&hash=v1$${"x".repeat(43)}`, "seq"],
      ["seq=1&hash=x", "hash"],
      [`seq=1&hash=v1$${"x".repeat(44)}`, "hash"],
      [`seq=1&seq=2&hash=v1$${"x".repeat(43)}`, "seq"],
    ])("is invalid_field for ?%s", async (query, path) => {
      const answer = await verify(`?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path }] });
    });
  });
}

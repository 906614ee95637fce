import { acmeAdmin, acmeMember, acmeReader, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

/** Segments that name no key. */
const NO_REFS = [
  "0",
  "01",
  "-1",
  "1e3",
  "1.0",
  "+1",
  "1234567890123456x",
  "short",
  "%31",
  "KEY_1",
  "1 ",
  "１",
  "*",
  "..",
  "'or'1'='1",
];

export function readingKeys(setting: Setting): void {
  describe("GET /keys/:id", () => {
    const world = useWorld(setting);

    async function created() {
      const { key } = await world().keyring.create({ orgId: "acme", ownerId: "u-1", permissions: [] }, setup);
      world().store.reset();
      return key;
    }

    it("finds a key by its id and by its number", async () => {
      const { id, number } = await created();
      const byId = await world().as(acmeReader).get(`/keys/${id}`);
      const byNumber = await world().as(acmeReader).get(`/keys/${number}`);

      expect([byId.status, byNumber.status]).toEqual([200, 200]);
      expect(byId.body).toMatchObject({ id, number, org_id: "acme", owner_id: "u-1" });
      expect(byNumber.body).toEqual(byId.body);
    });

    it("has the version as its ETag, and never answers 304", async () => {
      const { id } = await created();
      for (const tag of ['"1"', 'W/"1"', "*"]) {
        const answer = await world().as(acmeReader).get(`/keys/${id}`, undefined, { "If-None-Match": tag });
        expect([answer.status, answer.headers["etag"], answer.body.id]).toEqual([200, '"1"', id]);
      }
    });

    it.each(NO_REFS)("is 404 for %s without asking the store", async (segment) => {
      await created();
      for (const method of ["get", "delete"] as const) {
        const answer = await world()
          .as(operator)
          .send(method, `/keys/${encodeURI(segment)}`);
        expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
      }
      const patched = await world()
        .as(operator)
        .patch(`/keys/${encodeURI(segment)}`, { name: "x" });
      expect([patched.status, patched.body.code]).toEqual([404, "not_found"]);
      expect(world().store.touches()).toBe(0);
    });

    it("does not take an id in another case for the same", async () => {
      const { id } = await created();
      const swapped = [...id]
        .map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
        .join("");
      const answer = await world().as(operator).get(`/keys/${swapped}`);

      expect(answer.status).toBe(404);
    });
  });

  describe("GET /keys", () => {
    const world = useWorld(setting);

    async function createdMany(): Promise<void> {
      const { keyring } = world();
      const make = (name: string, fields: object) =>
        keyring.create({ name, permissions: [], ...fields }, setup);
      await make("alpha", { orgId: "acme", projectId: "website", ownerId: "u-1" });
      await make("Beta", { orgId: "acme", projectId: "shop", ownerId: "u-2", role: "reader" });
      await make("gamma", { orgId: "other", ownerId: "u-1" });
      await make("alphabet", { orgId: "acme", expiresAt: world().clock.now() + 1_000 });
      const { key } = await make("revoked", { orgId: "acme" });
      await keyring.revoke({ id: key.id }, setup);
      world().clock.advance(1_000);
    }

    async function names(query: string, actor = operator): Promise<string[]> {
      const answer = await world().as(actor).get(`/keys${query}`);
      expect([query, answer.status]).toEqual([query, 200]);
      return answer.body.data.map(({ name }) => name);
    }

    it("lists the newest first, without revoked ones, and what was asked for", async () => {
      await createdMany();

      expect(await names("")).toEqual(["alphabet", "gamma", "Beta", "alpha"]);
      expect(await names("?sort=created_at")).toEqual(["alpha", "Beta", "gamma", "alphabet"]);
      expect(await names("?sort=name")).toEqual(["alpha", "alphabet", "Beta", "gamma"]);
      expect(await names("?org_id=acme")).toEqual(["alphabet", "Beta", "alpha"]);
      expect(await names("?org_id=acme&project_id=shop")).toEqual(["Beta"]);
      expect(await names("?owner_id=u-1")).toEqual(["gamma", "alpha"]);
      expect(await names("?role=reader")).toEqual(["Beta"]);
      expect(await names("?status=expired")).toEqual(["alphabet"]);
      expect(await names("?status=revoked")).toEqual(["revoked"]);
      expect(await names("?q=ALPHA&sort=name")).toEqual(["alpha", "alphabet"]);
      expect(await names("?q=2")).toEqual(["Beta"]);
    });

    it("lists only what the actor's grants cover", async () => {
      await createdMany();

      expect(await names("", acmeReader)).toEqual(["alphabet", "Beta", "alpha"]);
      expect(await names("?org_id=other", acmeReader)).toEqual([]);
      expect(await names("", acmeMember)).toEqual([]);
    });

    it("pages with a cursor to the end, each key once", async () => {
      await createdMany();
      const pages: string[][] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const answer = await world()
          .as(operator)
          .get(`/keys?limit=3&sort=name${cursor && `&cursor=${cursor}`}`);
        pages.push(answer.body.data.map(({ name }) => name));
        cursor = answer.body.next_cursor;
      }

      expect(pages.flat()).toEqual(["alpha", "alphabet", "Beta", "gamma"]);
      expect(pages[0]).toHaveLength(3);
    });

    it("refuses a cursor of another filter or sort, and one that is none", async () => {
      await createdMany();
      const { body } = await world().as(operator).get("/keys?limit=1&org_id=acme");
      const cursor = body.next_cursor as string;
      for (const query of [
        `org_id=other&cursor=${cursor}`,
        `org_id=acme&sort=name&cursor=${cursor}`,
        "cursor=x",
        "cursor=",
      ]) {
        const answer = await world().as(operator).get(`/keys?${query}`);
        expect([query, answer.status, answer.body.code]).toEqual([query, 400, "invalid_cursor"]);
      }
    });

    it.each([
      ["limit=0", "limit"],
      ["limit=201", "limit"],
      ["limit=1e1", "limit"],
      ["limit=ten", "limit"],
      ["limit=", "limit"],
      ["limit=1&limit=2", "limit"],
      ["org_id=", "org_id"],
      ["org_id=*", "org_id"],
      ["org_id=a&org_id=b", "org_id"],
      ["owner_id=%0Ax", "owner_id"],
      ["project_id=website", "project_id"],
      ["status=gone", "status"],
      ["status=", "status"],
      ["sort=digest", "sort"],
      ["sort=-name", "sort"],
      ["q=", "q"],
      ["q=a%00", "q"],
    ])("is invalid_field for ?%s", async (query, path) => {
      const answer = await world().as(operator).get(`/keys?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path }] });
      expect(world().store.touches()).toBe(0);
    });

    it.each([
      "org_id[x]=1",
      "org_id[]=1",
      "org_id[$ne]=1",
      "filter=x",
      "digest=hmac",
      "ORG_ID=acme",
      "__proto__=1",
      "constructor[prototype][a]=1",
      "limit=1&x",
    ])("is unknown_field for ?%s", async (query) => {
      const answer = await world().as(operator).get(`/keys?${query}`);

      expect([answer.status, answer.body.code]).toEqual([400, "unknown_field"]);
      expect(world().store.touches()).toBe(0);
    });

    it("answers 1,000 parameters quickly and briefly", async () => {
      const query = Array.from({ length: 1_000 }, (_, n) => `${n}=`).join("&");
      const answer = await world().as(acmeAdmin).get(`/keys?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(8_000);
    });
  });
}

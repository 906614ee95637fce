import { acmeAdmin, acmeMember, acmeReader, otherAdmin } from "../world/actors.js";
import { databaseDown } from "../world/watched-store.js";
import { setup } from "../world/world.js";
import { numbered } from "./formats.js";
import { useService } from "./service.js";

describe("a format of numbered keys in envelopes", () => {
  const service = useService({ wire: numbered });
  const KO = (error: unknown) => ({ error, status: "KO" });

  it("makes a key from the body, from the query, and from both", async () => {
    const ways = [
      service().ask(acmeAdmin, "post", "/").send({ mode: "read" }),
      service().ask(acmeAdmin, "post", "?mode=write"),
      service().ask(acmeAdmin, "post", "/?mode=write").set("Content-Type", "application/json"),
      service().ask(acmeAdmin, "post", "?org_id=acme").send({ mode: "read" }),
    ];
    for (const [index, way] of ways.entries()) {
      const made = await way;
      const { key, ...apikey } = (made.body as { apikey: { key: string } }).apikey;
      const mode = ["read", "write", "write", "read"][index];
      expect([made.status, apikey]).toEqual([
        200,
        { id: index + 1, mode, name: `API key ${index + 1}`, user_id: "u-admin" },
      ]);
      expect(await service().keyring.verify(key)).toMatchObject({ ok: true });
    }
  });

  it("lists all of them in its envelope, the oldest first", async () => {
    for (const mode of ["read", "write", "read"]) await service().ask(acmeAdmin, "post", "/").send({ mode });
    const listed = await service().ask(acmeAdmin, "get", "/");

    expect([listed.status, Object.keys(listed.body as object)]).toEqual([200, ["data"]]);
    expect(listed.body).toMatchObject({ data: [{ id: 1, mode: "read" }, { id: 2 }, { id: 3 }] });
    expect((await service().ask(otherAdmin, "get", "/")).body).toEqual({ data: [] });
  });

  it("takes no parameters with a list that its format cannot read", async () => {
    const answer = await service().ask(acmeAdmin, "get", "/?limit=1");

    expect([answer.status, answer.body]).toEqual([400, KO("limit is not a field here.")]);
  });

  it("reads a key by number, id and token, and revokes it by each", async () => {
    const fields = { orgId: "acme", permissions: [], metadata: { mode: "read" } };
    for (const name of ["number", "id", "token"]) {
      const { key, token } = await service().keyring.create(fields, setup);
      const ref = { number: String(key.number), id: key.id, token }[name];
      const read = await service().ask(acmeAdmin, "get", `/${ref}`);
      const gone = await service().ask(acmeAdmin, "delete", `/${ref}/`);

      expect([read.status, read.body]).toMatchObject([200, { apikey: { id: key.number, key: key.hint } }]);
      expect([gone.status, gone.body]).toEqual([200, { success: true }]);
      expect(await service().keyring.verify(token)).toMatchObject({ ok: false });
    }
  });

  it("keeps the entity tag of a key, for a change is meant for one version in every format", async () => {
    const created = await service().ask(acmeAdmin, "post", "/").send({ mode: "read" });
    const read = await service().ask(acmeAdmin, "get", "/1");

    expect([created.headers["etag"], read.headers["etag"]]).toEqual(['"1"', '"1"']);
    expect(created.headers).not.toHaveProperty("location");
  });

  it("cannot be changed, so there is no PATCH", async () => {
    await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
    const answer = await service().ask(acmeAdmin, "patch", "/1").send({ name: "x" });

    expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET, HEAD, DELETE"]);
    expect(answer.body).toEqual(KO("This path takes GET, HEAD, DELETE."));
  });

  it.each(["/1/rotate", "/1/end-overlap", "/1/reveal", "/1/usage", "/1/x", "/x/y/z", "//1"])(
    "has nothing at %s, and says so its own way",
    async (path) => {
      await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
      for (const method of ["get", "post"] as const) {
        const answer = await service().ask(acmeAdmin, method, path);
        expect([answer.status, answer.body]).toEqual([404, KO("There is nothing at this path.")]);
      }
    },
  );

  it("names fields in refusals as its clients know them", async () => {
    const wrong = await service().ask(acmeAdmin, "post", "/").send({ mode: "all" });
    const empty = await service().ask(acmeAdmin, "post", "/");
    const more = await service().ask(acmeAdmin, "post", "?mode=read").send({ name: "x" });
    const place = await service().ask(acmeAdmin, "post", "?mode=read").send({ org_id: "" });

    expect([wrong.status, wrong.body]).toEqual([400, KO("mode must be one of read, write.")]);
    expect([empty.status, empty.body]).toEqual([400, KO(expect.stringContaining("mode "))]);
    expect([more.status, more.body]).toEqual([400, KO("name is not a field here.")]);
    expect([place.status, place.body]).toEqual([400, KO(expect.stringMatching(/^org_id must/))]);
    expect(service().store.writes()).toBe(0);
    expect(service().faults).toEqual([]);
  });

  it("refuses in its own shape, with status and headers as they are", async () => {
    await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
    service().store.reset();
    const cross = { "Sec-Fetch-Site": "cross-site" };
    const large = { mode: "read", org_id: "x".repeat(70_000) };
    const answers = [
      await service().ask(null, "get", "/"),
      await service().ask(acmeReader, "delete", "/1"),
      await service().ask(acmeAdmin, "delete", "/1").set(cross),
      await service().ask(acmeMember, "delete", "/1"),
      await service().ask(acmeAdmin, "put", "/1"),
      await service().ask(acmeAdmin, "post", "/").send(large),
      await service().ask(acmeAdmin, "post", "/").type("text/plain").send("mode=read"),
      await service().ask(acmeAdmin, "post", "/").type("application/json").send('{"mode":'),
    ];
    service().store.failWith(databaseDown);
    answers.push(await service().ask(acmeAdmin, "get", "/"));

    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 404, 405, 413, 415, 400, 503]);
    for (const { body, type, headers } of answers) {
      expect(body).toEqual(KO(expect.stringMatching(/\.$/)));
      expect([type, headers["cache-control"]]).toEqual(["application/json", "private, no-store"]);
    }
    const [unknown, lacking] = answers;
    expect(unknown?.headers["www-authenticate"]).toMatch(/^Bearer realm="[^"]+"$/);
    expect(lacking?.headers["www-authenticate"]).toContain('error="insufficient_scope"');
    expect(answers.at(-1)?.headers["retry-after"]).toBe("2");
    expect(service().store.writes()).toBe(0);
  });
});

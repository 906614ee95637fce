import { acmeAdmin, powerless } from "../world/actors.js";
import { bodyOf } from "../world/body.js";
import { createInChunks } from "../world/in-chunks.js";
import type { Setting } from "../world/settings.js";
import { useWorld } from "../world/world.js";

const JSON_TYPE = { "Content-Type": "application/json" };

/** Texts that are not JSON at all. */
const BROKEN = ["{", '{"name":}', "{'name':1}", "undefined", " ", '{"name":"\u0001"}', "{}{}"];
/** JSON, but no object of fields. */
const NO_OBJECT = ["[]", '["name"]', '"name"', "1", "true", "null"];

export function badBodies(setting: Setting): void {
  describe("a body that is no object of fields", () => {
    const world = useWorld(setting);

    it.each(BROKEN)("is invalid_request: %s", async (text) => {
      const answer = await world().as(acmeAdmin).post("/keys", text, JSON_TYPE);

      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
      expect(world().store.touches()).toBe(0);
    });

    it.each(NO_OBJECT)("is invalid_request: %s", async (text) => {
      const answer = await world().as(acmeAdmin).post("/keys", text, JSON_TYPE);

      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
      expect(world().store.writes()).toBe(0);
    });

    it("is invalid_request when there is none, whether announced as empty or not at all", async () => {
      const nothing = await world().as(acmeAdmin).post("/keys", undefined, JSON_TYPE);
      const empty = await world()
        .as(acmeAdmin)
        .post("/keys", "", { ...JSON_TYPE, "Content-Length": "0" });

      expect([nothing.status, nothing.body.code]).toEqual([400, "invalid_request"]);
      expect([empty.status, empty.body.code]).toEqual([400, "invalid_request"]);
    });

    it("is invalid_request when it is not UTF-8, rather than a name with question marks", async () => {
      const latin1 = Buffer.from('{"permissions":[],"name":"caf\u00e9"}', "latin1");
      const path = `${world().mount}/keys`;
      const test = world().raw("post", path).set(JSON_TYPE).set(world().headersOf(acmeAdmin));
      const answer = await test.serialize((body) => body as string).send(latin1 as unknown as string);

      expect([answer.status, bodyOf(answer).code]).toEqual([400, "invalid_request"]);
    });

    it.each([
      ["an array 10,000 deep", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
      ["an object 10,000 deep", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
      [
        "metadata 10,000 deep",
        `{"permissions":[],"metadata":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`,
      ],
      [
        "100 wrong permissions",
        JSON.stringify({ permissions: Array.from({ length: 100 }, () => "x".repeat(600)) }),
      ],
      ["30,000 permissions", JSON.stringify({ permissions: Array.from({ length: 30_000 }, () => 1) })],
      [
        "5,000 unknown fields",
        JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [n, 1]))),
      ],
      ["an unknown field with a name of 60,000 characters", JSON.stringify({ ["x".repeat(60_000)]: 1 })],
      ["an own __proto__", '{"permissions":[],"__proto__":{"polluted":true}}'],
      ["an own __proto__ in metadata", '{"permissions":[],"metadata":{"a":{"__proto__":{"polluted":true}}}}'],
    ])("is 400 and pollutes nothing: %s", async (_what, text) => {
      const answer = await world().as(acmeAdmin).post("/keys", text, JSON_TYPE);

      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(8_000);
      expect(answer.body.errors?.length ?? 0).toBeLessThanOrEqual(20);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(world().store.writes()).toBe(0);
    });

    it("is 413 beyond 64 KB, announced or in chunks, and fine with 64 KB", async () => {
      const padded = (size: number) => JSON.stringify({ permissions: [] }).padEnd(size);
      const fine = await world().as(acmeAdmin).post("/keys", padded(65_536), JSON_TYPE);
      const large = await world().as(acmeAdmin).post("/keys", padded(65_537), JSON_TYPE);
      const chunked = await createInChunks(world(), acmeAdmin, padded(65_537));

      expect(fine.status).toBe(201);
      expect([large.status, large.body.code]).toEqual([413, "body_too_large"]);
      expect([chunked.status, bodyOf(chunked).code]).toEqual([413, "body_too_large"]);
    });

    it.each([
      ["none", {}],
      ["a form", { "Content-Type": "application/x-www-form-urlencoded" }],
      ["plain text", { "Content-Type": "text/plain" }],
      ["JSON as a parameter", { "Content-Type": "text/plain; application/json" }],
      ["something that begins like JSON", { "Content-Type": "application/jsonp" }],
      ["another charset", { "Content-Type": "application/json; charset=utf-16" }],
      ["another charset with a space", { "Content-Type": "application/json; charset =utf-16" }],
      ["compressed", { ...JSON_TYPE, "Content-Encoding": "gzip" }],
    ])("is 415 when its content type is %s", async (_what, headers) => {
      const path = `${world().mount}/keys`;
      const test = world().raw("post", path).set(world().headersOf(acmeAdmin)).set(headers);
      if (!("Content-Type" in headers)) test.unset("Content-Type");
      const answer = await test.serialize((body) => body as string).send('{"permissions":[]}');

      expect([answer.status, bodyOf(answer).code]).toEqual([415, "unsupported_media_type"]);
      expect(world().store.touches()).toBe(0);
    });

    it.each([
      "APPLICATION/JSON",
      "application/json;charset=UTF-8",
      'application/json; charset="utf-8"; a=b',
      "application/json; charsets=all",
    ])("is read when its content type is %s", async (type) => {
      const answer = await world()
        .as(acmeAdmin)
        .post("/keys", '{"permissions":[]}', { "Content-Type": type });

      expect(answer.status).toBe(201);
    });

    it("tells an actor who may not create anything nothing about its fields", async () => {
      const answer = await world().as(powerless).post("/keys", { foo: 1 });

      expect([answer.status, answer.body.code]).toEqual([403, "insufficient_permissions"]);
    });
  });
}

import { request } from "node:http";

import { operator } from "../world/actors.js";
import { bodyOf } from "../world/body.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

/** Other spellings of `/keys/1`; none may do more than the one there is. */
const SPELLINGS = [
  "/KEYS/1",
  "//keys/1",
  "/keys//1",
  "/keys/1//",
  "/./keys/1",
  "/x/../keys/1",
  "/keys/./1",
  "/keys/2/../1",
  "/%6beys/1",
  "/keys%2F1",
  "/keys%2f1",
  "/keys/%31",
  "/keys/1%00",
  "/keys/1%20",
  "/keys/1;a=b",
  "/keys\\1",
  "/keys/1.json",
  "/keys/1/x",
];

export function methodsAndPaths(setting: Setting): void {
  describe("methods and paths", () => {
    const world = useWorld(setting);
    beforeEach(async () => {
      await world().keyring.create({ permissions: [] }, setup);
      world().store.reset();
    });

    it.each([
      ["/keys", "GET, HEAD, POST"],
      ["/keys/1", "GET, HEAD, PATCH, DELETE"],
      ["/keys/1/rotate", "POST"],
      ["/keys/1/end-overlap", "POST"],
      ["/keys/1/reveal", "POST"],
      ["/keys/1/usage", "GET, HEAD"],
      ["/changes", "GET, HEAD"],
      ["/changes/verification", "GET, HEAD"],
      ["/roles", "GET, HEAD, POST"],
      ["/roles/b:reader", "GET, HEAD, PATCH, DELETE"],
      ["/permissions", "GET, HEAD"],
      ["/scopes", "GET, HEAD"],
      ["/self", "GET, HEAD"],
      ["/openapi.json", "GET, HEAD"],
    ])("405 names the methods of %s", async (path, allow) => {
      for (const method of ["put", "options"] as const) {
        const answer = await world().as(null).send(method, path);
        expect([answer.status, answer.body.code, answer.headers["allow"]]).toEqual([
          405,
          "method_not_allowed",
          allow,
        ]);
      }
    });

    it("a slash at the end changes nothing", async () => {
      expect((await world().as(operator).get("/keys/")).status).toBe(200);
      expect((await world().as(operator).get("/keys/1/")).status).toBe(200);
      expect((await world().as(null).get("/keys/")).status).toBe(401);
      const created = await world().as(operator).post("/keys/", { permissions: [] });
      expect(created.headers["location"]).toBe(`${world().mount}/keys/${created.body.key.id}`);
    });

    it.each(SPELLINGS)("%s is protected as /keys/1 is, or nothing", async (path) => {
      const target = world().mount + path;
      const actor = world().headersOf(operator);
      for (const method of ["GET", "DELETE", "PATCH"]) {
        expect([401, 404]).toContain(await statusOf(world().port, method, target, {}));
      }
      expect(world().store.touches()).toBe(0);
      expect(await statusOf(world().port, "GET", target, actor)).toBe(404);
    });

    it.each(["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])(
      "%s overrides nothing",
      async (header) => {
        const got = await world()
          .as(operator)
          .get("/keys/1", undefined, { [header]: "DELETE" });
        const query = await world().as(operator).get("/keys/1?_method=DELETE");

        expect([got.status, got.body.status]).toEqual([200, "active"]);
        expect([query.status, query.body.code]).toEqual([400, "unknown_field"]);
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each([
      "/",
      "/introspect/1",
      "/keys/1/token",
      "/keys/rotate/1",
      "/keys/1/rotate/1",
      "/changes/1",
      "/changes/verification/1",
      "/roles/b:reader/keys",
      "/permissions/bundles:read",
      "/scopes/acme",
    ])("%s is nothing", async (path) => {
      const answer = await world().as(operator).get(path);
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
    });
  });

  describe("the mount path", () => {
    const world = useWorld(setting);

    it("in other cases is protected alike", async () => {
      const path = `${setting.mount.toUpperCase()}/keys`;
      const answer = await world().raw("get", path);

      expect([answer.status, bodyOf(answer).code]).toEqual([401, "credentials_required"]);
    });

    it("with a second slash is nothing, whoever asks", async () => {
      const { port, mount } = world();
      const doubled = [`/${mount}/keys`, `${mount}//keys`, `//keys`, `${mount.replaceAll("/", "//")}//keys`];
      for (const path of [...doubled, `http://127.0.0.1:${port}${mount}//keys`]) {
        for (const actor of [null, operator]) {
          expect([path, await statusOf(port, "GET", path, world().headersOf(actor))]).toEqual([path, 404]);
        }
      }
      expect(world().store.touches()).toBe(0);
    });
  });
}

/** Sends the path exactly so: supertest would tidy it up first. */
function statusOf(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path, headers }, (res) => {
      res.resume().once("end", () => resolve(res.statusCode ?? 0));
    });
    sent.once("error", reject).end();
  });
}

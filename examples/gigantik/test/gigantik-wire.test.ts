import { systemActor } from "@latchkey/core";
import type TestAgent from "supertest/lib/agent.js";

import { openKeyring } from "../src/open-keyring.js";
import {
  addPerson,
  inDatabase,
  KEYS,
  makeKey,
  PEPPER,
  signIn,
  startGigantik,
  type StartedGigantik,
} from "./support/start-gigantik.js";

const NEW = { name: "A key", role: "viewer" };

let started: StartedGigantik;
let admin: TestAgent;
let stranger: TestAgent;

beforeAll(async () => {
  started = await startGigantik();
  admin = await signIn(started.address, started.people.admin);
  stranger = await signIn(
    started.address,
    await addPerson(started, { role: "owner", organization: "contoso" }),
  );
});

describe("a request that manages keys", () => {
  it.each([
    ["a field more", { ...NEW, owner_id: null }, "unknown_field", "owner_id"],
    ["an organization", { ...NEW, org_id: "contoso" }, "unknown_field", "org_id"],
    ["permissions", { ...NEW, permissions: ["*:*"] }, "unknown_field", "permissions"],
    ["a name that is no text", { ...NEW, name: { $ne: "" } }, "invalid_field", "name"],
    ["a name with a line break", { ...NEW, name: "a\nb" }, "invalid_field", "name"],
    ["a role that is no text", { ...NEW, role: 1 }, "invalid_field", "role"],
    ["a list", [NEW], "invalid_request", undefined],
    ["a text", '"A key"', "invalid_request", undefined],
    ["nothing", "null", "invalid_request", undefined],
    ["broken JSON", '{ "name": ', "invalid_request", undefined],
  ])("that brings %s is refused as a problem that names it", async (_what, body, code, path) => {
    const answer = await admin.post(KEYS).set("Content-Type", "application/json").send(body);

    expect(answer.status).toBe(400);
    expect(answer.type).toBe("application/problem+json");
    const { errors, ...problem } = answer.body as { errors?: { path: string }[] };
    expect(problem).toEqual({
      type: `urn:latchkey:problem:${code}`,
      title: expect.any(String) as string,
      status: 400,
      detail: expect.any(String) as string,
      code,
      request_id: expect.any(String) as string,
    });
    expect(errors?.map((error) => error.path)).toEqual(path === undefined ? undefined : [path]);
  });

  it("takes no query parameters", async () => {
    const { key } = await makeKey(admin, "viewer");

    for (const asked of [
      admin.get(`${KEYS}?status=revoked`),
      admin.post(`${KEYS}?role=owner`).send(NEW),
      admin.patch(`${KEYS}/${key.id}?role=owner`).send({ name: "A" }),
    ]) {
      const answer = await asked;
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "unknown_field" });
    }
  });

  it("has a body of JSON, of 64 KB at most", async () => {
    const form = await admin.post(KEYS).type("form").send("name=A&role=viewer");
    const text = await admin.post(KEYS).type("text/plain").send(JSON.stringify(NEW));
    const large = await admin.post(KEYS).send({ ...NEW, name: "a".repeat(70_000) });

    expect([form, text, large].map(({ status }) => status)).toEqual([415, 415, 413]);
    expect([form, text, large].map(({ type }) => type)).toEqual(Array(3).fill("application/problem+json"));
  });

  it("comes from a page of the application's own, where a browser sends it", async () => {
    const foreign = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };

    const refused = await admin.post(KEYS).set(foreign).send(NEW).expect(403);
    const answered = await admin.post(KEYS).set("Sec-Fetch-Site", "same-origin").send(NEW);

    expect(refused.body).toMatchObject({ status: 403, code: "cross_site_request" });
    expect(answered.status).toBe(201);
  });

  it("with another method or at another path is answered with what there is", async () => {
    const { key } = await makeKey(admin, "viewer");

    const put = await admin.put(KEYS).send(NEW).expect(405);
    const get = await admin.get(`${KEYS}/${key.id}`).expect(405);
    const deeper = await admin.get(`${KEYS}/${key.id}/usage`).expect(404);

    expect([put.get("Allow"), get.get("Allow")]).toEqual(["GET, HEAD, POST", "PATCH, DELETE"]);
    expect(deeper.body).toMatchObject({ code: "not_found" });
  });

  it("finds no key of another organization, just as none that there is not", async () => {
    const { key } = await makeKey(admin, "viewer");
    const answers = async (id: string) => {
      const changed = await stranger.patch(`${KEYS}/${id}`).send({ name: "Mine" });
      const deleted = await stranger.delete(`${KEYS}/${id}`);
      return [changed, deleted].map(({ status, body }) => ({
        status,
        body: { ...body, request_id: "" } as unknown,
      }));
    };

    const [anothers, nobodys] = [await answers(key.id), await answers("0".repeat(16))];

    expect(anothers).toEqual(nobodys);
    expect(anothers.map(({ status }) => status)).toEqual([404, 404]);
    expect((await stranger.get(KEYS)).body).toEqual({ data: [] });
    const { data } = (await admin.get(KEYS)).body as { data: unknown[] };
    expect(data).toContainEqual(key);
  });

  it("names a key by its id, and by nothing else", async () => {
    const { key } = await makeKey(admin, "viewer");
    const { number } = await inDatabase(started.url, (db) =>
      openKeyring(db, PEPPER).get({ id: key.id }, systemActor("test")),
    );

    await admin.patch(`${KEYS}/${number}`).send({ name: "By number" }).expect(404);
    await admin.delete(`${KEYS}/${number}`).expect(404);

    const { data } = (await admin.get(KEYS)).body as { data: unknown[] };
    expect(data).toContainEqual(key);
  });

  it("renames only the version that If-Match names, where it names one", async () => {
    const { key } = await makeKey(admin, "viewer");
    const first = await admin.patch(`${KEYS}/${key.id}`).send({ name: "First" }).expect(200);
    const tag = first.get("ETag") ?? "";

    await admin.patch(`${KEYS}/${key.id}`).set("If-Match", tag).send({ name: "Second" }).expect(200);
    const late = await admin.patch(`${KEYS}/${key.id}`).set("If-Match", tag).send({ name: "Third" });

    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({ code: "version_mismatch" });
  });

  it("makes fifty keys for an organization and no more, until one is deleted", async () => {
    const { key } = await makeKey(stranger, "viewer");
    for (let made = 1; made < 50; made++) await makeKey(stranger, "viewer");

    const refused = await stranger.post(KEYS).send(NEW).expect(409);
    await stranger.delete(`${KEYS}/${key.id}`).expect(204);

    expect(refused.body).toMatchObject({ status: 409, code: "quota_exceeded" });
    await makeKey(stranger, "viewer");
    expect((await stranger.get(KEYS)).body).toMatchObject({ data: { length: 50 } });
  });
});

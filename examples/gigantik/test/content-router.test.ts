import { systemActor } from "@latchkey/core";
import request from "supertest";

import { openKeyring } from "../src/open-keyring.js";
import {
  addPerson,
  inDatabase,
  makeKey,
  PEPPER,
  signIn,
  startGigantik,
  type StartedGigantik,
} from "./support/start-gigantik.js";

let started: StartedGigantik;
let token: string;
let reading: string;
let foreign: string;

beforeAll(async () => {
  started = await startGigantik();
  const admin = await signIn(started.address, started.people.admin);
  const stranger = await signIn(
    started.address,
    await addPerson(started, { role: "owner", organization: "contoso" }),
  );
  ({ token } = await makeKey(admin, "editor"));
  ({ token: reading } = await makeKey(admin, "viewer"));
  ({ token: foreign } = await makeKey(stranger, "owner"));
});

const get = () => request(started.address).get("/content");
const post = () => request(started.address).post("/content").set("x-api-key", token);

describe("/content", () => {
  it("shows the newest first, to keys of the same organization only", async () => {
    const first = await post().send({ title: "First" }).expect(201);
    const second = await post().send({ title: "Second" }).expect(201);

    const own = await get().set("x-api-key", reading).expect(200);
    const others = await get().set("x-api-key", foreign).expect(200);

    const titles = (own.body as { data: { title: string }[] }).data.map(({ title }) => title);
    expect([...titles].sort()).toEqual(["First", "Second"]);
    expect(own.body).toEqual({ data: expect.arrayContaining([first.body, second.body]) as unknown });
    expect(others.body).toEqual({ data: [] });
  });

  it("challenges who brings no key, and refuses one that is wrong, in the same words as any other", async () => {
    const none = await get().expect(401);
    const wrong = await get()
      .set("x-api-key", `${token.slice(0, -1)}!`)
      .expect(401);
    const unknown = await get().set(
      "x-api-key",
      token.replace(/^gigantik_live_.{16}/, `gigantik_live_${"0".repeat(16)}`),
    );

    expect(none.get("WWW-Authenticate")).toBe('Bearer realm="api"');
    expect(none.body).toMatchObject({ status: 401, code: "credentials_required" });
    expect(wrong.get("WWW-Authenticate")).toContain('error="invalid_token"');
    for (const { status, type, body } of [wrong, unknown])
      expect({ status, type, body: body as unknown }).toMatchObject({
        status: 401,
        type: "application/problem+json",
        body: { code: "invalid_token" },
      });
  });

  it("takes one key, not two", async () => {
    const answer = await get().set("x-api-key", token).auth(token, { type: "bearer" }).expect(400);

    expect(answer.body).toMatchObject({ status: 400, code: "invalid_request" });
  });

  it("does not take a session for a key", async () => {
    const admin = await signIn(started.address, started.people.admin);

    await admin.get("/content").expect(401);
  });

  it("tells a key what its role lacks", async () => {
    const answer = await post().set("x-api-key", reading).send({ title: "Not mine to add" }).expect(403);

    expect(answer.body).toMatchObject({ status: 403, code: "insufficient_permissions" });
    expect(answer.get("WWW-Authenticate")).toContain('scope="content:write"');
  });

  it("is closed to a key that holds no permission at all, such as a script could make", async () => {
    const { token: bare } = await inDatabase(started.url, (db) =>
      openKeyring(db, PEPPER).create({ orgId: "northwind", permissions: [] }, systemActor("script")),
    );

    const answer = await get().set("x-api-key", bare).expect(403);
    expect(answer.body).toMatchObject({ code: "insufficient_permissions" });
  });

  it("wants a title, and nothing else", async () => {
    const refused: readonly (readonly [unknown, string, string])[] = [
      [{}, "invalid_field", "title"],
      [{ title: "" }, "invalid_field", "title"],
      [{ title: ["a"] }, "invalid_field", "title"],
      [{ title: "a".repeat(201) }, "invalid_field", "title"],
      [{ title: "A", organization: "contoso" }, "unknown_field", "organization"],
    ];

    for (const [body, code, path] of refused) {
      const answer = await post()
        .send(body as object)
        .expect(400);
      expect(answer.body).toMatchObject({ code, errors: [{ path }] });
    }
  });

  it("wants JSON, and not too much of it", async () => {
    const form = await post().type("form").send("title=A");
    const broken = await post().type("json").send("{");
    const large = await post().send({ title: "a".repeat(20_000) });

    expect([form, broken, large].map(({ status }) => status)).toEqual([415, 400, 413]);
    expect([form, broken, large].map(({ type }) => type)).toEqual(Array(3).fill("application/problem+json"));
  });
});

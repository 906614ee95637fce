import { createKeyring, systemActor } from "@latchkey/core";
import { fakeClock } from "@latchkey/core/testing";
import { knexStore } from "@latchkey/knex";
import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { roles } from "../src/open-keyring.js";
import {
  addPerson,
  inDatabase,
  makeKey,
  KEYS,
  PEPPER,
  signIn,
  signInAll,
  TIME,
  startGigantik,
  statusOf,
  type StartedGigantik,
} from "./support/start-gigantik.js";

let started: StartedGigantik;
let address: string;
let owner: TestAgent;
let admin: TestAgent;
let editor: TestAgent;
let viewer: TestAgent;

beforeAll(async () => {
  started = await startGigantik();
  address = started.address;
  ({ owner, admin, editor } = await signInAll(started));
  viewer = await signIn(address, await addPerson(started, { role: "viewer" }));
});

describe("Overview", () => {
  it("gives every key an id and a token of its own, also under the same name", async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => makeKey(admin, "viewer", "Twin")));

    expect(new Set(keys.map(({ key }) => key.id)).size).toBe(5);
    expect(new Set(keys.map(({ token }) => token)).size).toBe(5);
  });

  it("opens the content to the token of a key, and to nothing else", async () => {
    const { key, token } = await makeKey(admin, "viewer");
    const others = ["", key.id, key.hint.slice(0, -1), `${token}x`, token.slice(0, -1), token.toUpperCase()];

    expect(await statusOf(address, token)).toBe(200);
    expect(await Promise.all(others.map((other) => statusOf(address, other)))).toEqual(others.map(() => 401));
    await request(address).get("/content").expect(401);
  });

  it("lets a key do what its role allows: viewers read, editors, admins and owners also add", async () => {
    const held = await Promise.all(
      ["viewer", "editor", "admin", "owner"].map((role) => makeKey(owner, role)),
    );

    const read = await Promise.all(held.map(({ token }) => statusOf(address, token)));
    const added = await Promise.all(held.map(({ token }) => statusOf(address, token, { title: "A page" })));

    expect(read).toEqual([200, 200, 200, 200]);
    expect(added).toEqual([403, 201, 201, 201]);
  });
});

describe("How it works", () => {
  it("has keys managed by admins and owners, and neither by editors and viewers nor by nobody", async () => {
    const all = (agent: TestAgent, id: string) => [
      agent.get(KEYS),
      agent.post(KEYS).send({ name: "A key", role: "viewer" }),
      agent.patch(`${KEYS}/${id}`).send({ name: "Renamed" }),
      agent.delete(`${KEYS}/${id}`),
    ];
    const statuses = async (agent: TestAgent) => {
      const { key } = await makeKey(admin, "viewer");
      const answers = [];
      for (const asked of all(agent, key.id)) answers.push((await asked).status);
      return answers;
    };

    expect(await statuses(editor)).toEqual([403, 403, 403, 403]);
    expect(await statuses(viewer)).toEqual([403, 403, 403, 403]);
    expect(await statuses(request.agent(address))).toEqual([401, 401, 401, 401]);
    expect(await statuses(admin)).toEqual([200, 201, 200, 204]);
    expect(await statuses(owner)).toEqual([200, 201, 200, 204]);
  });

  it("has keys managed by people who signed in, and by no key, not even an owner's", async () => {
    const { key, token } = await makeKey(owner, "owner");

    await request(address).get(KEYS).set("x-api-key", token).expect(401);
    await request(address).delete(`${KEYS}/${key.id}`).auth(token, { type: "bearer" }).expect(401);
    expect(await statusOf(address, token)).toBe(200);
  });

  it("accepts a key a hundred years later, and keeps no time at which it would end", async () => {
    const { key, token } = await makeKey(admin, "viewer", "For ever");

    await inDatabase(started.url, async (db) => {
      const peppers = [{ version: 1, secret: PEPPER }];
      const clock = fakeClock(Date.now());
      const keyring = createKeyring({ store: knexStore(db), prefix: "gigantik", peppers, roles, clock });
      clock.advance(100 * 365 * 24 * 60 * 60 * 1000);
      const verdict = await keyring.verify(token);
      const { expiresAt, status } = await keyring.get({ id: key.id }, systemActor("test"));
      await keyring.close();

      expect(verdict).toMatchObject({ ok: true, principal: { name: "For ever", orgId: "northwind" } });
      expect({ expiresAt, status }).toEqual({ expiresAt: null, status: "active" });
    });
  });

  it("takes no end for a key, neither when it is made nor later", async () => {
    const { key } = await makeKey(admin, "viewer");
    const expires_at = "2099-01-01T00:00:00.000Z";
    const made = await admin.post(KEYS).send({ name: "A key", role: "viewer", expires_at }).expect(400);
    const changed = await admin.patch(`${KEYS}/${key.id}`).send({ name: "A key", expires_at }).expect(400);

    for (const { body } of [made, changed])
      expect(body).toMatchObject({ code: "unknown_field", errors: [{ path: "expires_at" }] });
  });

  it("serves automation tools that send nothing but a key, in any of three ways", async () => {
    const { token } = await makeKey(admin, "editor");

    const added = await request(address).post("/content").set("x-api-key", token).send({ title: "Imported" });
    const raw = await request(address).get("/content").set("authorization", token).expect(200);
    const bearer = await request(address).get("/content").auth(token, { type: "bearer" }).expect(200);

    expect(added.status).toBe(201);
    expect(added.body).toEqual({
      id: expect.any(String) as string,
      title: "Imported",
      created_at: expect.stringMatching(TIME) as string,
    });
    const { data } = raw.body as { data: unknown[] };
    expect(data).toContainEqual(added.body);
    expect(bearer.body).toEqual(raw.body);
  });

  it("shows keys to nobody without a session, and lets no cache keep the answer that holds one", async () => {
    const refused = await request(address).get(KEYS).expect(401);
    const made = await admin.post(KEYS).send({ name: "A key", role: "viewer" }).expect(201);

    expect(refused.body).toMatchObject({ status: 401, code: "credentials_required" });
    for (const answer of [refused, made, await admin.get(KEYS), await admin.get("/organization/roles")])
      expect(answer.get("Cache-Control")).toContain("no-store");
  });
});

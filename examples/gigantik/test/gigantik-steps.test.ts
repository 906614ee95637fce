import { systemActor } from "@latchkey/core";
import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { openKeyring, roles } from "../src/open-keyring.js";
import { dumpDatabase } from "./support/dump-database.js";
import {
  inDatabase,
  makeKey,
  KEYS,
  PEPPER,
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

beforeAll(async () => {
  started = await startGigantik();
  address = started.address;
  ({ owner, admin, editor } = await signInAll(started));
});

describe("Step 1: create", () => {
  it("lists the keys of the organization at /organization/api-keys, the oldest first", async () => {
    const { key: first } = await makeKey(admin, "viewer", "First");
    const { key: second } = await makeKey(owner, "owner", "Second");

    const response = await admin.get(KEYS).expect(200);

    const { data, ...rest } = response.body as { data: unknown[] };
    expect(rest).toEqual({});
    expect(data.slice(-2)).toEqual([first, second]);
  });

  it("answers a key with exactly its id, name, role, hint, times and maker", async () => {
    const { key } = await makeKey(admin, "editor", "Newsletter export");

    expect(key).toEqual({
      id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
      name: "Newsletter export",
      role: "editor",
      hint: `gigantik_live_${key.id.slice(0, 4)}…`,
      created_at: expect.stringMatching(TIME) as string,
      created_by: expect.stringMatching(/^user:[0-9a-f-]{36}$/) as string,
      last_used_at: null,
    });
  });

  it("offers for a new key the roles equal to or lesser than one's own, with what each allows", async () => {
    const offered = async (agent: TestAgent) =>
      (await agent.get("/organization/roles").expect(200)).body as unknown;
    const entry = (name: keyof typeof roles) => ({ name, permissions: roles[name] });

    expect(await offered(admin)).toEqual({ data: [entry("admin"), entry("editor"), entry("viewer")] });
    expect(await offered(owner)).toEqual({
      data: [entry("admin"), entry("editor"), entry("owner"), entry("viewer")],
    });
    await editor.get("/organization/roles").expect(403);
    await request(address).get("/organization/roles").expect(401);
  });

  it("makes a key of every role up to one's own, and of none above it", async () => {
    const make = async (agent: TestAgent, role: string) =>
      (await agent.post(KEYS).send({ name: "A key", role })).status;
    const statuses = async (agent: TestAgent) => [
      await make(agent, "viewer"),
      await make(agent, "editor"),
      await make(agent, "admin"),
      await make(agent, "owner"),
    ];

    expect(await statuses(admin)).toEqual([201, 201, 201, 403]);
    expect(await statuses(owner)).toEqual([201, 201, 201, 201]);
    const answer = await admin.post(KEYS).send({ name: "A key", role: "owner" }).expect(403);
    expect(answer.body).toMatchObject({ status: 403, code: "ceiling_exceeded" });
  });

  it("takes the name that says what a key is for, and wants one", async () => {
    const { key } = await makeKey(admin, "viewer", "Nightly import – Zürich");
    expect(key.name).toBe("Nightly import – Zürich");

    for (const name of [undefined, "", null, 7, "a".repeat(101)]) {
      const answer = await admin.post(KEYS).send({ name, role: "viewer" }).expect(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: "name" }] });
    }
  });

  it("wants a role, and one that there is", async () => {
    for (const role of [undefined, "", null, ["viewer"], "superuser", "b:viewer", "Viewer"]) {
      const answer = await admin.post(KEYS).send({ name: "A key", role }).expect(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: "role" }] });
    }
  });

  it("answers a key that was made with 201, the key, and its token", async () => {
    const response = await admin.post(KEYS).send({ name: "Importer", role: "editor" });

    expect(response.status).toBe(201);
    expect(response.type).toBe("application/json");
    const { key, token, ...rest } = response.body as { key: { id: string }; token: string };
    expect(rest).toEqual({});
    expect(token).toMatch(new RegExp(`^gigantik_live_${key.id}_[0-9A-Za-z]{49}$`));
    expect(await statusOf(address, token)).toBe(200);
  });

  it("shows a token in the answer that made it and in no other", async () => {
    const { key, token } = await makeKey(admin, "viewer");

    const answers = [
      await admin.get(KEYS),
      await owner.get(KEYS),
      await admin.patch(`${KEYS}/${key.id}`).send({ name: "Seen once" }),
      await request(address).get("/content").set("x-api-key", token),
      await admin.delete(`${KEYS}/${key.id}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 204]);
    for (const { text, headers } of answers)
      expect(JSON.stringify([text, headers])).not.toContain(secretOf(token));
  });

  it("has no way to show a token again or to replace it, whoever asks", async () => {
    const { key } = await makeKey(owner, "viewer");

    for (const path of [`${KEYS}/${key.id}/reveal`, `${KEYS}/${key.id}/rotate`])
      await owner.post(path).send({}).expect(404);
    await owner.get(`${KEYS}/${key.id}`).expect(405);
  });

  it("keeps nothing that a token could be made of, so that not even the system retrieves one", async () => {
    const { key, token } = await makeKey(admin, "admin");
    expect(await statusOf(address, token)).toBe(200);

    const dump = await dumpDatabase(started.url);
    const refusal = await inDatabase(started.url, (db) =>
      openKeyring(db, PEPPER)
        .reveal({ id: key.id }, systemActor("support"))
        .catch((error: unknown) => error),
    );

    expect(dump).toContain(key.id);
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(secretOf(token));
    expect(refusal).toMatchObject({ code: "token_not_retrievable" });
  });
});

describe("Step 2: edit and delete", () => {
  it("gives a key another name, and leaves everything else as it was", async () => {
    const { key, token } = await makeKey(admin, "viewer", "Old name");

    const answer = await admin.patch(`${KEYS}/${key.id}`).send({ name: "New name" }).expect(200);

    expect(answer.body).toEqual({ ...key, name: "New name" });
    expect((await listed(admin)).find(({ id }) => id === key.id)).toEqual(answer.body);
    expect(await statusOf(address, token)).toBe(200);
  });

  it("renames every key that there is, whoever made it, up to one's own role", async () => {
    const { key: ofAdmin } = await makeKey(admin, "admin");
    const { key: ofOwner } = await makeKey(owner, "owner");

    await owner.patch(`${KEYS}/${ofAdmin.id}`).send({ name: "By the owner" }).expect(200);
    await owner.patch(`${KEYS}/${ofOwner.id}`).send({ name: "By the owner" }).expect(200);
    const answer = await admin.patch(`${KEYS}/${ofOwner.id}`).send({ name: "By the admin" }).expect(403);

    expect(answer.body).toMatchObject({ code: "ceiling_exceeded" });
  });

  it("changes nothing of a key but its name", async () => {
    const { key } = await makeKey(admin, "viewer");
    const others = {
      role: "admin",
      enabled: false,
      permissions: ["*:*"],
      tags: ["a"],
      metadata: {},
      id: "x",
    };

    for (const [field, value] of Object.entries(others)) {
      const change = { name: "Renamed", [field]: value };
      const answer = await admin.patch(`${KEYS}/${key.id}`).send(change).expect(400);
      expect(answer.body).toMatchObject({ code: "unknown_field", errors: [{ path: field }] });
    }
    expect((await listed(admin)).find(({ id }) => id === key.id)).toEqual(key);
  });

  it("refuses a deleted key from the moment it is deleted, and lists it no more", async () => {
    const { key, token } = await makeKey(admin, "editor");
    expect(await statusOf(address, token)).toBe(200);

    const response = await admin.delete(`${KEYS}/${key.id}`).expect(204);

    expect(response.text).toBe("");
    const refused = await request(address).get("/content").set("x-api-key", token).expect(401);
    expect(refused.body).toMatchObject({ status: 401, code: "key_revoked" });
    expect((await listed(owner)).map(({ id }) => id)).not.toContain(key.id);
    await admin.delete(`${KEYS}/${key.id}`).expect(404);
    await admin.patch(`${KEYS}/${key.id}`).send({ name: "Back again" }).expect(404);
  });

  it("lets an admin delete any key of the organization that has become public, an owner's too", async () => {
    const { key, token } = await makeKey(owner, "owner", "Posted in a forum");

    await admin.delete(`${KEYS}/${key.id}`).expect(204);

    expect(await statusOf(address, token)).toBe(401);
  });
});

function secretOf(token: string): string {
  return token.slice(token.lastIndexOf("_") + 1);
}

async function listed(agent: TestAgent): Promise<readonly { id: string }[]> {
  return ((await agent.get(KEYS).expect(200)).body as { data: { id: string }[] }).data;
}

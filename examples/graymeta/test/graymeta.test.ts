import { setTimeout as delay } from "node:timers/promises";

import { systemActor } from "@latchkey/core";
import { databaseAddress, ed25519Key, openDatabase, randomSecret } from "@latchkey/example-host";
import { createSqlite } from "@latchkey/example-host/testing";

import { openKeyring } from "../src/open-keyring.js";
import { createKey, KEYS, listKeys, refusal, startGraymeta, type KeyJson } from "./support/graymeta-app.js";

const WHO = "/api/data/whoami";
const ITEMS = "/api/data/items";
const UNKNOWN = `${KEYS}/AAAAAAAAAAAAAAAA`;

/** `2017-05-31T20:56:04.002433Z`, of which the last three digits are always 0 here. */
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000Z$/) as string;

let started: Awaited<ReturnType<typeof startGraymeta>>;
beforeAll(async () => {
  started = await startGraymeta();
});

/** A key as the document shows one: these fields, and no others. */
const keyOf = (userId: string, active = true) => ({
  id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
  jwt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
  active,
  user_id: userId,
  created_at: TIME,
  updated_at: TIME,
});

/** What a key's own requests say it is called. */
async function nameOf({ jwt }: KeyJson): Promise<string> {
  const { body } = await started.client(jwt)(WHO);
  return (body as { key_name: string }).key_name;
}

describe("API keys", () => {
  it("let an application work with the platform", async () => {
    const send = started.client((await createKey(started.ada.send)).jwt);

    const added = await send(ITEMS, { method: "POST", body: { name: "interview.mov" } });
    const listed = await send(ITEMS);

    const item = { id: expect.stringMatching(/^[0-9a-f]{32}$/) as string, name: "interview.mov" };
    expect([added.status, added.body]).toEqual([201, { ...item, user_id: started.ada.id }]);
    expect([listed.status, listed.body]).toEqual([200, { items: [added.body] }]);
  });

  it("are managed by the API alone, from their creation to their end", async () => {
    const { send } = started.vera;

    const { id } = await createKey(send, { name: "Slack Integration" });
    const named = await send(`${KEYS}/${id}`, { method: "PATCH", body: { name: "Slack" } });
    const off = await send(`${KEYS}/${id}`, { method: "PATCH", body: { active: false } });
    const on = await send(`${KEYS}/${id}`, { method: "PATCH", body: { active: true } });
    const deleted = await send(`${KEYS}/${id}`, { method: "DELETE" });

    expect([named, off, on, deleted].map(({ status }) => status)).toEqual([200, 200, 200, 204]);
  });
});

describe("using a key", () => {
  it("takes the JWT behind Bearer in the Authorization header", async () => {
    const { jwt } = await createKey(started.vera.send);

    const answers = await Promise.all(
      [`Bearer ${jwt}`, `bearer  ${jwt}`].map((Authorization) =>
        started.anybody(WHO, { headers: { Authorization } }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("takes it from nowhere else", async () => {
    const { jwt } = await createKey(started.vera.send);
    const headers = [{ "x-api-key": jwt }, { Authorization: jwt }, { Authorization: `Basic ${jwt}` }];

    const answers = await Promise.all(headers.map((each) => started.anybody(WHO, { headers: each })));
    const inQuery = await started.anybody(`${WHO}?access_token=${jwt}`);

    expect([...answers, inQuery].map(refusal)).toEqual(Array(4).fill("401 credentials_required"));
  });
});

describe("POST /api/data/api-keys", () => {
  it("answers with the key and its JWT, in exactly the documented fields", async () => {
    const made = await started.ada.send(KEYS, { method: "POST", body: { name: "Name of key" } });

    expect([made.status, made.body]).toEqual([201, keyOf(started.ada.id)]);
  });

  it("gives each key an id of its own, which is not the key itself", async () => {
    const [one, other] = [await createKey(started.vera.send), await createKey(started.vera.send)];

    expect(one.id).not.toBe(other.id);
    expect(one.jwt).not.toBe(other.jwt);
    expect(refusal(await started.client(one.id)(WHO))).toBe("401 invalid_token");
    expect((await started.client(one.jwt)(WHO)).body).toMatchObject({ key_id: one.id });
  });

  it("makes a JWT that says whose key it is, and which", async () => {
    const { id, jwt } = await createKey(started.vera.send);

    const payload = Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(payload)).toMatchObject({ jti: id, sub: started.vera.id });
  });

  it("names a key as it is told", async () => {
    expect(await nameOf(await createKey(started.vera.send, { name: "Slack Integration" }))).toBe(
      "Slack Integration",
    );
  });

  it("names a key by its number when it is told nothing, not even a body", async () => {
    const bare = await started.vera.send(KEYS, { method: "POST" });

    expect(bare.status).toBe(201);
    expect(await nameOf(bare.body as KeyJson)).toMatch(/^API key \d+$/);
    expect(await nameOf(await createKey(started.vera.send, {}))).toMatch(/^API key \d+$/);
  });

  it("makes keys that are active, of the user whose key asks", async () => {
    expect(await createKey(started.vera.send)).toMatchObject({ active: true, user_id: started.vera.id });
  });

  it("says when a key was created, and that it has not been changed since", async () => {
    const before = Date.now();
    const { created_at, updated_at } = await createKey(started.vera.send);

    expect(updated_at).toBe(created_at);
    expect(Date.parse(created_at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(created_at)).toBeLessThanOrEqual(Date.now());
  });
});

describe("PATCH /api/data/api-keys/{key-id}", () => {
  it("gives a key another name, and answers with the key", async () => {
    const key = await createKey(started.vera.send, { name: "Slack" });

    const patched = await started.vera.send(`${KEYS}/${key.id}`, {
      method: "PATCH",
      body: { name: "New name" },
    });

    expect([patched.status, patched.body]).toEqual([200, { ...key, updated_at: TIME }]);
    expect(await nameOf(key)).toBe("New name");
  });

  it("says when a key was changed, and leaves when it was created", async () => {
    const key = await createKey(started.vera.send);
    // Within one millisecond both times are the same.
    await delay(2);
    const patch = { method: "PATCH", body: { name: "New name" } };
    const body = (await started.vera.send(`${KEYS}/${key.id}`, patch)).body as KeyJson;

    expect(body.created_at).toBe(key.created_at);
    expect(body.updated_at > key.updated_at).toBe(true);
    expect((await listKeys(started.vera.send)).find(({ id }) => id === key.id)).toEqual(body);
  });

  it("changes nothing when it is told nothing", async () => {
    const key = await createKey(started.vera.send);

    const patched = await started.vera.send(`${KEYS}/${key.id}`, { method: "PATCH", body: {} });

    expect([patched.status, patched.body]).toEqual([200, key]);
  });

  it.each(["PATCH", "DELETE"])("knows a key by its id, and not by its JWT: %s", async (method) => {
    const { id, jwt } = await createKey(started.vera.send);
    const body = method === "PATCH" ? { name: "New name" } : undefined;

    const byToken = await started.vera.send(`${KEYS}/${jwt}`, { method, body });
    const byId = await started.vera.send(`${KEYS}/${id}`, { method, body });

    expect(refusal(byToken)).toBe("404 not_found");
    expect(byId.status).toBe(method === "PATCH" ? 200 : 204);
  });

  it("disables a key until it is enabled again, and lets its JWT work on then", async () => {
    const key = await createKey(started.vera.send);
    const send = started.client(key.jwt);
    const patch = (active: boolean) =>
      started.vera.send(`${KEYS}/${key.id}`, { method: "PATCH", body: { active } });

    const off = await patch(false);
    const refused = [await send(WHO), await send(KEYS), await send(ITEMS)];
    const on = await patch(true);

    expect([off.status, off.body]).toEqual([200, { ...keyOf(started.vera.id, false), id: key.id }]);
    expect(refused.map(refusal)).toEqual(Array(3).fill("401 key_disabled"));
    expect([on.status, on.body]).toEqual([200, { ...key, updated_at: TIME }]);
    expect((await send(WHO)).status).toBe(200);
  });

  it("lets a key disable itself, and shows it no JWT any more", async () => {
    const key = await createKey(started.vera.send);
    const send = started.client(key.jwt);

    const off = await send(`${KEYS}/${key.id}`, { method: "PATCH", body: { active: false } });

    expect([off.status, off.body]).toEqual([200, { ...key, jwt: "", active: false, updated_at: TIME }]);
    expect(refusal(await send(WHO))).toBe("401 key_disabled");
    expect((await listKeys(started.vera.send)).at(-1)).toMatchObject({ id: key.id, jwt: key.jwt });
  });

  it("changes name and state at once", async () => {
    const key = await createKey(started.vera.send);
    const url = `${KEYS}/${key.id}`;

    await started.vera.send(url, { method: "PATCH", body: { active: false } });
    const both = await started.vera.send(url, { method: "PATCH", body: { name: "Both", active: true } });

    expect(both.body).toMatchObject({ active: true });
    expect(await nameOf(key)).toBe("Both");
  });
});

describe("GET /api/data/api-keys", () => {
  it("lists every key of the user, the oldest first, each as it was when it was made", async () => {
    const { send, id, key } = (await startGraymeta()).ada;
    const made = [await createKey(send, { name: "z" }), await createKey(send), await createKey(send)];

    const { status, body } = await send(KEYS);

    expect([status, body]).toEqual([200, { "api-keys": [{ ...keyOf(id), jwt: key }, ...made] }]);
  });

  it("lists disabled keys, with their JWT, as not active", async () => {
    const key = await createKey(started.vera.send);

    const url = `${KEYS}/${key.id}`;
    const disabled = await started.vera.send(url, { method: "PATCH", body: { active: false } });

    expect(disabled.body).toMatchObject({ active: false, jwt: key.jwt });
    expect((await listKeys(started.vera.send)).at(-1)).toEqual(disabled.body);
  });

  it("lists no key of anybody else, not even for an administrator", async () => {
    const users = async (send: typeof started.ada.send) =>
      new Set((await listKeys(send)).map(({ user_id }) => user_id));

    expect(await users(started.vera.send)).toEqual(new Set([started.vera.id]));
    expect(await users(started.ada.send)).toEqual(new Set([started.ada.id]));
  });

  it("lists 1,000 keys at once, which is all that a user can have", async () => {
    const url = await createSqlite();
    const secrets = {
      LATCHKEY_PEPPER: randomSecret.generate(),
      GRAYMETA_SIGNING_KEY: ed25519Key.generate(),
    };
    const { ada } = await startGraymeta(() => Promise.resolve(url), secrets);
    const db = openDatabase(databaseAddress(url, ""));
    const keyring = openKeyring(db, secrets);
    const inputs = Array.from({ length: 999 }, () => ({ ownerId: ada.id, inherits: true }));
    await keyring.createMany(inputs, systemActor("test"));
    await keyring.close();
    await db.destroy();

    const keys = await listKeys(ada.send);
    const oneMore = await ada.send(KEYS, { method: "POST" });

    expect(new Set(keys.map(({ jwt }) => jwt)).size).toBe(1_000);
    expect(refusal(oneMore)).toBe("409 quota_exceeded");
  });
});

describe("DELETE /api/data/api-keys/{key-id}", () => {
  it("answers with nothing, and refuses the key from then on", async () => {
    const key = await createKey(started.vera.send);

    const deleted = await started.vera.send(`${KEYS}/${key.id}`, { method: "DELETE" });

    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    const send = started.client(key.jwt);
    const refused = [await send(WHO), await send(KEYS), await send(ITEMS)];
    expect(refused.map(refusal)).toEqual(Array(3).fill("401 key_revoked"));
    expect((await listKeys(started.vera.send)).map(({ id }) => id)).not.toContain(key.id);
  });

  it("leaves nothing to be enabled, renamed or deleted again", async () => {
    const { id } = await createKey(started.vera.send);
    const url = `${KEYS}/${id}`;
    await started.vera.send(url, { method: "DELETE" });

    const again = await Promise.all([
      started.vera.send(url, { method: "PATCH", body: { active: true } }),
      started.vera.send(url, { method: "PATCH", body: { name: "New name" } }),
      started.vera.send(url, { method: "DELETE" }),
    ]);
    const never = await started.vera.send(UNKNOWN, { method: "DELETE" });

    expect(again.map(refusal)).toEqual(Array(3).fill("404 not_found"));
    expect(again.map(({ body }) => body)).toEqual(Array(3).fill(never.body));
  });

  it("lets a key delete itself", async () => {
    const { id, jwt } = await createKey(started.vera.send);
    const send = started.client(jwt);

    expect((await send(`${KEYS}/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(refusal(await send(WHO))).toBe("401 key_revoked");
  });
});

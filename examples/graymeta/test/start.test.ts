import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { createSqlite, onEveryServer } from "@latchkey/example-host/testing";

import { createKey, KEYS, listKeys, refusal, startGraymeta, type KeyJson } from "./support/graymeta-app.js";

const WHO = "/api/data/whoami";

describe("the first start", () => {
  it("makes an administrator and a user who can do little, with a key each", async () => {
    const { ada, vera } = await startGraymeta();

    expect((await ada.send(WHO)).body).toMatchObject({
      key_name: "First key",
      user_id: ada.id,
      permissions: ["*:*"],
    });
    expect((await vera.send(WHO)).body).toMatchObject({
      user_id: vera.id,
      permissions: ["api-keys:*", "items:read"],
    });
    expect([ada.id, vera.id].every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  });

  it("prints a command that lists keys, and one that creates a key", async () => {
    const { printed, ada, address } = await startGraymeta();

    const lines = printed.join("\n");
    expect(lines.match(/^ {2}curl /gm)).toHaveLength(2);
    expect(lines).toContain(`curl -H "Authorization: Bearer ${ada.key}" ${address}${KEYS}\n`);
    expect(lines).toContain(`-d '{"name": "Slack Integration"}' ${address}${KEYS}`);
  });
});

describe("a restart", () => {
  it("keeps users and keys as they are, and prints no key", async () => {
    const url = await createSqlite();
    const onUrl = () => Promise.resolve(url);
    const first = await startGraymeta(onUrl);
    const kept = await createKey(first.vera.send, { name: "Kept" });
    const off = await createKey(first.vera.send);
    await first.vera.send(`${KEYS}/${off.id}`, { method: "PATCH", body: { active: false } });
    const gone = await createKey(first.vera.send);
    await first.vera.send(`${KEYS}/${gone.id}`, { method: "DELETE" });
    const listed = await listKeys(first.vera.send);
    await first.stop();

    const second = await startGraymeta(onUrl);

    expect(second.printed).toEqual([`The GrayMeta example answers at ${second.address}`]);
    expect((await second.client(kept.jwt)(WHO)).body).toMatchObject({ key_id: kept.id, key_name: "Kept" });
    expect(refusal(await second.client(off.jwt)(WHO))).toBe("401 key_disabled");
    expect(refusal(await second.client(gone.jwt)(WHO))).toBe("401 key_revoked");
    expect(await listKeys(second.client(kept.jwt))).toEqual(listed);
  });
});

describe("the database", () => {
  it("holds no JWT of any key", async () => {
    const url = await createSqlite();
    const { vera, stop } = await startGraymeta(() => Promise.resolve(url));
    const made = await createKey(vera.send);
    await listKeys(vera.send);
    await stop();

    const folder = dirname(url.slice("sqlite:".length));
    const kept = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
    expect(kept.includes(made.id)).toBe(true);
    for (const jwt of [vera.key, made.jwt])
      for (const part of jwt.split(".").slice(1)) expect(kept.includes(part)).toBe(false);
  });
});

describe("processes that start together", () => {
  it("fill the database once, and one of them shows the keys", async () => {
    const url = await createSqlite();

    const all = await Promise.all([1, 2].map(() => startGraymeta(() => Promise.resolve(url))));

    expect(all.filter(({ printed }) => printed.length > 1)).toHaveLength(1);
    expect(all.map(({ ada }) => ada.key).join("")).not.toBe("");
  });
});

onEveryServer((create) => {
  it("lives the whole life of a key", async () => {
    const url = await create();
    const first = await startGraymeta(() => Promise.resolve(url));
    const { ada, vera } = first;
    const key = await createKey(vera.send, { name: "Slack Integration" });
    const send = first.client(key.jwt);
    const url1 = `${KEYS}/${key.id}`;
    const items = async () => (await send("/api/data/items", { method: "POST", body: { name: "a" } })).status;

    expect((await listKeys(vera.send)).map(({ jwt }) => jwt)).toEqual([vera.key, key.jwt]);
    expect(await items()).toBe(403);
    const widened = { permissions: ["api-keys:*", "items:write"], active: true };
    await ada.send(`/api/data/users/${vera.id}`, { method: "PUT", body: widened });
    expect(await items()).toBe(201);
    await vera.send(url1, { method: "PATCH", body: { name: "Slack", active: false } });
    expect(refusal(await send(WHO))).toBe("401 key_disabled");
    const on = await vera.send(url1, { method: "PATCH", body: { active: true } });
    expect(on.body).toEqual({ ...key, updated_at: (on.body as KeyJson).updated_at });
    await first.stop();

    const second = await startGraymeta(() => Promise.resolve(url));
    const again = second.client(key.jwt);
    expect(second.printed).toHaveLength(1);
    expect((await again(WHO)).body).toMatchObject({ key_name: "Slack", permissions: widened.permissions });
    expect((await again(url1, { method: "DELETE" })).status).toBe(204);
    expect(refusal(await again(WHO))).toBe("401 key_revoked");
    expect(await listKeys(second.client(vera.key))).toHaveLength(1);
  });
});

import type { Client } from "./support/client.js";
import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startCapgo, type StartedCapgo } from "./support/start-capgo.js";

const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const TOKEN = /^ak_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}$/;
const SHORTENED = /^ak_live_[0-9A-Za-z]{4}\.\.\.$/;

const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const NOT_PERMITTED = { error: "Insufficient permissions to manage API keys", status: "KO" };
const NOT_FOUND = { error: "API key not found", status: "KO" };

let capgo: StartedCapgo;
let first: Client;

beforeAll(async () => {
  capgo = await startCapgo();
  first = capgo.first;
});

describe("GET /apikey/", () => {
  it("lists every key of the account, over its organizations, and of nobody else", async () => {
    const here = await newKey(first, { org_id: "org_123" });
    const there = await newKey(first, { org_id: "org_456" });
    const foreign = await newKey(capgo.second, { org_id: "org_789" });

    const ids = (await listKeys(first)).map(({ id }) => id);

    expect(ids).toEqual(expect.arrayContaining([here.id, there.id]));
    expect(ids).not.toContain(foreign.id);
    expect((await listKeys(capgo.second)).map(({ id }) => id)).toEqual([2, foreign.id]);
  });

  it("takes the key as the whole value of the header authorization", async () => {
    const headers = { authorization: first.key ?? "" };

    const { status } = await capgo.with(null).send("/apikey/", { headers });

    expect(status).toBe(200);
  });

  it("answers with the documented fields of each key, the oldest first", async () => {
    const reader = await newKey(first, { name: "CI/CD Read Key", mode: "read" });
    const bot = await newKey(first, { name: "Deploy Bot", mode: "upload" });

    const { status, body } = await first.get("/apikey/");

    expect(status).toBe(200);
    const shared = {
      key: text(SHORTENED),
      created_at: text(SECOND),
      updated_at: text(SECOND),
      user_id: "user_123",
    };
    expect(body).toEqual({ data: expect.any(Array) as unknown });
    expect((body as { data: object[] }).data.slice(-2)).toEqual([
      { id: reader.id, mode: "read", name: "CI/CD Read Key", ...shared },
      { id: bot.id, mode: "upload", name: "Deploy Bot", ...shared },
    ]);
  });

  it("numbers keys by whole numbers, in the order they were made", async () => {
    const [one, two] = [await newKey(first), await newKey(first)];
    const ids = (await listKeys(first)).map(({ id }) => id);

    expect(two.id).toBe(one.id + 1);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.every(Number.isInteger)).toBe(true);
  });

  it("shortens a key to its beginning", async () => {
    const { id, key } = await newKey(first);

    const listed = (await listKeys(first)).find((shown) => shown.id === id);

    expect(listed?.key).toBe(`${key.slice(0, 12)}...`);
  });

  it.each(["read", "write", "upload", "all"])("says that a key is of mode %s", async (mode) => {
    const made = await newKey(first, { mode });

    const listed = (await listKeys(first)).find(({ id }) => id === made.id);

    expect([made.mode, listed?.mode]).toEqual([mode, mode]);
  });

  it("writes times in UTC, to the second", async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { id } = await newKey(first);
    const listed = (await listKeys(first)).find((shown) => shown.id === id);

    expect(listed?.updated_at).toBe(listed?.created_at);
    expect(listed?.created_at).toMatch(SECOND);
    expect(Date.parse(listed?.created_at ?? "")).toBeGreaterThanOrEqual(before);
    expect(Date.parse(listed?.created_at ?? "")).toBeLessThanOrEqual(Date.now());
  });

  it("names the account as the user of its keys", async () => {
    const users = async (client: Client) => new Set((await listKeys(client)).map(({ user_id }) => user_id));

    expect(await users(first)).toEqual(new Set(["user_123"]));
    expect(await users(capgo.second)).toEqual(new Set(["user_456"]));
  });
});

describe("POST /apikey/", () => {
  it("makes a key for one organization, from the documented body", async () => {
    const { status, body } = await first.post("/apikey/", { org_id: "org_123", mode: "read" });

    expect(status).toBe(200);
    expect(body).toEqual({
      apikey: {
        id: expect.any(Number) as number,
        key: text(TOKEN),
        mode: "read",
        name: "New API Key",
        created_at: text(SECOND),
        user_id: "user_123",
      },
    });
  });

  it("takes the organization and the mode from the query as well", async () => {
    const { status, body } = await first.post("/apikey/?org_id=org_456&mode=upload");

    expect(status).toBe(200);
    expect(body).toMatchObject({ apikey: { mode: "upload", name: "New API Key", user_id: "user_123" } });
  });

  it("shows the whole key, which works at once", async () => {
    const { key } = await newKey(first, { mode: "read" });

    expect((await capgo.with(key).get("/bundles/")).status).toBe(200);
  });

  it.each([
    ["no organization", { mode: "read" }, 400],
    ["no mode", { org_id: "org_123" }, 400],
    ["an organization that is no text", { org_id: 123, mode: "read" }, 400],
    ["both", { org_id: "org_123", mode: "read" }, 200],
  ])("wants an organization and a mode, and is given %s", async (_what, body, status) => {
    expect((await first.post("/apikey/", body)).status).toBe(status);
  });
});

describe("DELETE /apikey/:key/", () => {
  it("deletes a key by the key itself", async () => {
    const client = await clientWith(capgo, {});

    const { status, body } = await first.delete(`/apikey/${client.key}/`);

    expect(status).toBe(200);
    expect(body).toEqual({ success: true });
    expect((await client.get("/bundles/")).status).toBe(401);
  });

  it("deletes a key by its id", async () => {
    const client = await clientWith(capgo, {});

    const { status, body } = await first.delete(`/apikey/${client.id}/`);

    expect(status).toBe(200);
    expect(body).toEqual({ success: true });
    expect((await client.get("/bundles/")).status).toBe(401);
  });

  it("takes a deleted key out of the list, and leaves the others", async () => {
    const [one, two] = [await newKey(first), await newKey(first)];

    await first.delete(`/apikey/${one.id}/`);

    const ids = (await listKeys(first)).map(({ id }) => id);
    expect(ids).not.toContain(one.id);
    expect(ids).toContain(two.id);
  });
});

describe("Error Handling", () => {
  it.each([
    ["unknown", "admin"],
    ["in capitals", "READ"],
    ["empty", ""],
    ["a number", 1],
    ["null", null],
    ["a list", ["read"]],
    ["missing", undefined],
  ])("refuses a mode that is %s with the documented error", async (_what, mode) => {
    const { status, body } = await first.post("/apikey/", { org_id: "org_123", mode });

    expect(status).toBe(400);
    expect(body).toEqual({
      error: "Invalid mode specified. Must be one of: read, write, upload, all",
      status: "KO",
    });
  });

  it.each([
    "9999",
    "999999999999999999999",
    "0",
    "01",
    "1.0",
    "1e0",
    "0x1",
    "-1",
    "1.5",
    "1e2",
    "ak_123",
    "ak_live_7Fq2...",
    "%00",
    "%",
  ])("has no key %s, as documented", async (key) => {
    const { status, body } = await first.delete(`/apikey/${key}/`);

    expect(status).toBe(404);
    expect(body).toEqual(NOT_FOUND);
  });

  it("has no key whose beginning alone is right", async () => {
    const { key, id } = await newKey(first);
    const [shortened] = (await listKeys(first)).filter((listed) => listed.id === id);
    const wrongEnd = `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`;

    const answers = [
      await first.delete(`/apikey/${shortened?.key}/`),
      await first.delete(`/apikey/${wrongEnd}/`),
      await first.delete(`/apikey/${key.slice(8, 24)}/`),
    ];

    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([404, NOT_FOUND]));
    expect((await capgo.with(key).get("/bundles/")).status).toBe(200);
  });

  it.each(["read", "write", "upload"])("lets no key of mode %s manage keys, as documented", async (mode) => {
    const client = await clientWith(capgo, { mode });
    const before = await listKeys(first);

    const answers = [
      await client.get("/apikey/"),
      await client.post("/apikey/", { org_id: "org_123", mode: "read" }),
      await client.post("/apikey/", { org_id: "org_123", mode: "no such mode" }),
      await client.delete("/apikey/1/"),
      await client.delete("/apikey/9999/"),
      await client.delete(`/apikey/${client.key}/`),
      await client.get(`/apikey/${client.id}/usage`),
    ];

    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(7).fill([403, NOT_PERMITTED]));
    expect(await listKeys(first)).toEqual(before);
  });
});

import { readFileSync } from "node:fs";

import type { Client } from "./support/client.js";
import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startCapgo, type StartedCapgo } from "./support/start-capgo.js";

const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;

let capgo: StartedCapgo;
let first: Client;

beforeAll(async () => {
  capgo = await startCapgo();
  first = capgo.first;
});

/** What a client's key can do with bundles, by the statuses of the answers. */
async function triedBy(client: Client): Promise<readonly number[]> {
  const { body } = await first.post("/bundles/", { name: "1.0.0" });
  const { id } = (body as { bundle: { id: string } }).bundle;
  const answers = [
    await client.get("/bundles/"),
    await client.patch(`/bundles/${id}`, { name: "1.0.1" }),
    await client.post("/bundles/", { name: "1.1.0" }),
    await client.delete(`/bundles/${id}`),
  ];
  return answers.map(({ status }) => status);
}

describe("API Keys", () => {
  it("lets requests with a key pass, and none without", async () => {
    expect((await first.get("/bundles/")).status).toBe(200);
    expect((await capgo.with(null).get("/bundles/")).status).toBe(401);
    expect((await capgo.with("ak_live_made_up").get("/bundles/")).status).toBe(401);
  });

  it("gives two keys of one account different powers by their modes", async () => {
    const [reader, publisher] = [
      await clientWith(capgo, { mode: "read" }),
      await clientWith(capgo, { mode: "upload" }),
    ];

    expect((await reader.post("/bundles/", { name: "2.0.0" })).status).toBe(403);
    expect((await publisher.post("/bundles/", { name: "2.0.0" })).status).toBe(200);
  });

  it("keeps a key to its organization, also where the account has another one", async () => {
    const [here, there] = [
      await clientWith(capgo, { mode: "all" }),
      await clientWith(capgo, { mode: "all", org_id: "org_456" }),
    ];
    const { body } = await here.post("/bundles/", { name: "only here" });
    const { bundle } = body as { bundle: { id: string } };

    expect((await here.get("/bundles/")).body).toMatchObject({
      data: expect.arrayContaining([bundle]) as unknown,
    });
    expect((await there.get("/bundles/")).body).toEqual({ data: [] });
    expect((await there.patch(`/bundles/${bundle.id}`, { name: "there" })).status).toBe(404);
    expect((await there.delete(`/bundles/${bundle.id}`)).status).toBe(404);
    expect((await here.delete(`/bundles/${bundle.id}`)).status).toBe(200);
  });
});

describe("Key Modes", () => {
  it("lets a key of mode read look, and change nothing", async () => {
    expect(await triedBy(await clientWith(capgo, { mode: "read" }))).toEqual([200, 403, 403, 403]);
  });

  it("lets a key of mode write look and change, and upload nothing", async () => {
    expect(await triedBy(await clientWith(capgo, { mode: "write" }))).toEqual([200, 200, 403, 403]);
  });

  it("lets a key of mode upload look, change and upload", async () => {
    expect(await triedBy(await clientWith(capgo, { mode: "upload" }))).toEqual([200, 200, 200, 403]);
  });

  it("lets a key of mode all do everything", async () => {
    const admin = await clientWith(capgo, { mode: "all" });

    expect(await triedBy(admin)).toEqual([200, 200, 200, 200]);
    const made = await newKey(admin);
    expect((await admin.get("/apikey/")).status).toBe(200);
    expect((await admin.delete(`/apikey/${made.id}/`)).status).toBe(200);
  });
});

describe("Security Best Practices", () => {
  it("makes no key without a mode, so that each is as narrow as somebody chose", async () => {
    const { status } = await first.post("/apikey/", { org_id: "org_123" });

    expect(status).toBe(400);
  });

  it("lets the next key work beside the old one, until that is deleted", async () => {
    const old = await clientWith(capgo, { name: "deploy" });
    const next = await clientWith(capgo, { name: "deploy" });

    const both = [await old.get("/bundles/"), await next.get("/bundles/")];
    await first.delete(`/apikey/${old.id}/`);
    const after = [await old.get("/bundles/"), await next.get("/bundles/")];

    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(after.map(({ status }) => status)).toEqual([401, 200]);
  });

  it("keeps no key in its database, and shows none a second time", async () => {
    const { key } = await newKey(first, { name: "kept nowhere" });
    const file = capgo.url.slice("sqlite:".length);
    const kept = [file, `${file}-wal`].map((name) => readFileSync(name, "latin1")).join();

    expect(kept).toContain("kept nowhere");
    expect(kept).not.toContain(key.slice(-49, -6));
    expect(JSON.stringify(await listKeys(first))).not.toContain(key);
  });

  it("refuses a compromised key from the moment it is deleted", async () => {
    const leaked = await clientWith(capgo, { mode: "all" });
    expect((await leaked.get("/bundles/")).status).toBe(200);

    await first.delete(`/apikey/${leaked.id}/`);
    const refused = await leaked.get("/bundles/");

    expect(refused.status).toBe(401);
    expect(refused.body).toEqual({ error: expect.any(String) as string, status: "KO" });
    expect((await leaked.get("/apikey/")).status).toBe(401);
  });
});

describe("Common Use Cases", () => {
  it("lets a pipeline with a key of mode read see what is deployed", async () => {
    const deployed = await first.post("/bundles/", { name: "3.0.0" });
    const pipeline = await clientWith(capgo, { mode: "read", name: "CI" });

    const { body } = await pipeline.get("/bundles/");

    const { bundle } = deployed.body as { bundle: object };
    expect(body).toMatchObject({ data: expect.arrayContaining([bundle]) as unknown });
  });

  it("lets a script with a key of mode upload deploy a bundle", async () => {
    const script = await clientWith(capgo, { mode: "upload", name: "Deploy Bot" });

    const { status, body } = await script.post("/bundles/", { name: "3.1.0" });

    expect(status).toBe(200);
    expect(body).toEqual({
      bundle: { id: expect.any(String) as string, name: "3.1.0", created_at: text(SECOND) },
    });
  });

  it("lets a monitor with a key of mode read ask again and again", async () => {
    const monitor = await clientWith(capgo, { mode: "read", name: "monitor" });

    const answers = await Promise.all(Array.from({ length: 20 }, () => monitor.get("/bundles/")));

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it("lets an administrative tool manage keys with one of mode all, in every organization", async () => {
    const tool = await clientWith(capgo, { mode: "all", name: "admin tool", org_id: "org_456" });

    const made = await newKey(tool, { org_id: "org_123", mode: "upload" });

    expect((await listKeys(tool)).map(({ id }) => id)).toContain(made.id);
    expect((await tool.delete(`/apikey/${made.id}/`)).body).toEqual({ success: true });
  });
});

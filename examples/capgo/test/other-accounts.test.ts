import { databaseAddress, openDatabase } from "@latchkey/example-host";
import type { Knex } from "knex";

import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startCapgo, type StartedCapgo } from "./support/start-capgo.js";

const NOT_FOUND = { error: "API key not found", status: "KO" };
const NOT_PERMITTED = { error: "Insufficient permissions to manage API keys", status: "KO" };

let capgo: StartedCapgo;

beforeAll(async () => {
  capgo = await startCapgo();
});

describe("another account", () => {
  it("is told of a foreign key what it is told of one that does not exist", async () => {
    const { id, key } = await newKey(capgo.first);

    const answers = [
      await capgo.second.delete(`/apikey/${id}/`),
      await capgo.second.delete(`/apikey/${key}/`),
      await capgo.second.get(`/apikey/${id}/usage`),
    ];

    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([404, NOT_FOUND]));
    expect((await capgo.with(key).get("/bundles/")).status).toBe(200);
  });

  it.each(["org_123", "org_456", "org_000"])("makes no key in %s", async (org_id) => {
    const before = [await listKeys(capgo.first), await listKeys(capgo.second)];

    const { status, body } = await capgo.second.post("/apikey/", { org_id, mode: "read" });

    expect(status).toBe(403);
    expect(body).toEqual(NOT_PERMITTED);
    expect([await listKeys(capgo.first), await listKeys(capgo.second)]).toEqual(before);
  });

  it("has no part in the bundles of others", async () => {
    const { body } = await capgo.first.post("/bundles/", { name: "1.0.0" });
    const { id } = (body as { bundle: { id: string } }).bundle;

    const answers = [
      await capgo.second.get("/bundles/"),
      await capgo.second.patch(`/bundles/${id}`, { name: "taken over" }),
      await capgo.second.delete(`/bundles/${id}`),
    ];

    const notFound = { error: "Bundle not found", status: "KO" };
    expect(answers[0]?.body).toEqual({ data: [] });
    expect(answers.slice(1).map((answer) => answer.body)).toEqual([notFound, notFound]);
    expect((await capgo.first.get("/bundles/")).body).toMatchObject({ data: [{ id, name: "1.0.0" }] });
  });
});

describe("an account of the same organization", () => {
  it("sees and deletes its own keys there, and not those of others", async () => {
    const theirs = await newKey(capgo.first, { org_id: "org_456" });
    await inDatabase(capgo.url, (db) => db("members").insert({ user_id: "user_456", org_id: "org_456" }));
    const own = await newKey(capgo.second, { org_id: "org_456" });

    expect((await listKeys(capgo.second)).map(({ id }) => id)).toEqual([2, own.id]);
    expect((await listKeys(capgo.first)).map(({ id }) => id)).not.toContain(own.id);
    expect((await capgo.second.delete(`/apikey/${theirs.id}/`)).body).toEqual(NOT_FOUND);
    expect((await capgo.second.delete(`/apikey/${theirs.key}/`)).body).toEqual(NOT_FOUND);
    expect((await capgo.second.delete(`/apikey/${own.id}/`)).body).toEqual({ success: true });
    expect((await capgo.with(theirs.key).get("/bundles/")).status).toBe(200);
  });
});

describe("an account that leaves an organization", () => {
  it("loses the keys it had there, and keeps the others", async () => {
    const there = await clientWith(capgo, { org_id: "org_456" });
    const here = await clientWith(capgo, { org_id: "org_123" });
    expect((await there.get("/bundles/")).status).toBe(200);

    await inDatabase(capgo.url, (db) =>
      db("members").where({ user_id: "user_123", org_id: "org_456" }).delete(),
    );

    expect((await capgo.first.post("/apikey/", { org_id: "org_456", mode: "read" })).body).toEqual(
      NOT_PERMITTED,
    );
    const ids = (await listKeys(capgo.first)).map(({ id }) => id);
    expect(ids).toContain(here.id);
    expect(ids).not.toContain(there.id);
    expect(await refusedInTime(() => there.get("/bundles/"))).toMatchObject({ body: { status: "KO" } });
    expect((await here.get("/bundles/")).status).toBe(200);
  });
});

async function inDatabase(url: string, work: (db: Knex) => PromiseLike<unknown>): Promise<void> {
  const db = openDatabase(databaseAddress(url, ""));
  await work(db);
  await db.destroy();
}

/** What an account may do is remembered for 3 seconds. */
async function refusedInTime<Answer extends { readonly status: number }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status === 401) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

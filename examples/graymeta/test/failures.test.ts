import { createKeyring, systemActor } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { openDatabase } from "@latchkey/example-host";
import request from "supertest";

import { createApp } from "../src/app.js";

const keyring = createKeyring({ store: memoryStore(), prefix: "test", peppers: "none" });
const away = openDatabase({ engine: "mysql", url: "mysql://root@127.0.0.1:1/latchkey" });
const withoutTables = openDatabase({ engine: "sqlite", file: ":memory:" });
let key: string;

beforeAll(async () => {
  ({ token: key } = await keyring.create({ permissions: ["*:*"] }, systemActor("test")));
});
afterAll(() => Promise.all([keyring.close(), away.destroy(), withoutTables.destroy()]));

describe("a database that does not answer", () => {
  it("is a refusal like others, which says when to try again", async () => {
    const answer = await request(createApp(away, keyring))
      .get("/api/data/items")
      .auth(key, { type: "bearer" });

    expect([answer.status, answer.get("Retry-After")]).toEqual([503, "1"]);
    expect(answer.body).toEqual({
      error: { code: "store_unavailable", message: "The database does not answer. Try again shortly." },
    });
  });
});

describe("a fault that nobody expects", () => {
  it("is told to nobody but the log, which has no key and no statement", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation();

    const app = createApp(withoutTables, keyring);
    const answer = await request(app).get("/api/data/items").auth(key, { type: "bearer" });
    const lines = logged.mock.calls.flat().map(String);
    logged.mockRestore();

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ error: { code: "internal_error", message: "Something went wrong here." } });
    expect(lines).toEqual([expect.stringContaining('"event":"error"')]);
    for (const secret of [key, "select"]) expect(lines.join()).not.toContain(secret);
  });
});

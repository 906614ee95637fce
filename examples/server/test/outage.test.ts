import { createKeyring, systemActor } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { openDatabase } from "@latchkey/example-host";
import request from "supertest";

import { createApp } from "../src/app.js";
import { openKeyring } from "../src/open-keyring.js";
import { OPERATOR } from "./support/start-app.js";

describe("with a database that does not answer", () => {
  const db = openDatabase({ engine: "mysql", url: "mysql://root@127.0.0.1:1/latchkey" });
  const keyring = openKeyring({ db, pepper: "a pepper for tests, long enough to be one" });
  const app = createApp({ db, keyring, sessionSecret: "a session secret for tests, long enough" });
  const logged = jest.spyOn(console, "error").mockImplementation();
  let token: string;

  beforeAll(async () => {
    const elsewhere = createKeyring({ store: memoryStore(), prefix: "demo", peppers: "none" });
    ({ token } = await elsewhere.create({ permissions: ["*:*"] }, systemActor("test")));
  });
  afterAll(async () => {
    await keyring.close();
    await db.destroy();
    logged.mockRestore();
  });

  it.each([
    ["signing in", () => request(app).post("/session").send(OPERATOR)],
    ["administering", () => request(app).get("/admin/self").set("x-api-key", token)],
    ["using a key", () => request(app).get("/api/bundles").set("x-api-key", token)],
  ])("answers 503 to %s, and says when to try again", async (_what, ask) => {
    const response = await ask();

    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ status: 503, code: "store_unavailable" });
    expect(Number(response.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("still serves the page", async () => {
    await request(app).get("/").expect(200);
  });
});

describe("with a database that has lost its tables", () => {
  const db = openDatabase({ engine: "sqlite", file: ":memory:" });
  const keyring = openKeyring({ db, pepper: "a pepper for tests, long enough to be one" });
  const app = createApp({ db, keyring, sessionSecret: "a session secret for tests, long enough" });

  afterAll(async () => {
    await keyring.close();
    await db.destroy();
  });

  it("answers 500 to signing in, and tells what it was to the log alone", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation();

    const response = await request(app).post("/session").send(OPERATOR);
    const lines = logged.mock.calls.flat().map(String);
    logged.mockRestore();

    expect([response.status, response.type]).toEqual([500, "application/problem+json"]);
    expect(response.body).toMatchObject({ status: 500, code: "internal_error" });
    expect(lines).toEqual([expect.stringContaining('"event":"error"')]);
    for (const secret of Object.values(OPERATOR)) expect(lines.join()).not.toContain(secret);
  });
});

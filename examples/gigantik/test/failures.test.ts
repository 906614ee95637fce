import { openDatabase } from "@latchkey/example-host";
import type { Knex } from "knex";
import request from "supertest";

import { createApp } from "../src/app.js";
import { openKeyring } from "../src/open-keyring.js";
import { PEPPER } from "./support/start-gigantik.js";

const away = openDatabase({ engine: "mysql", url: "mysql://root@127.0.0.1:1/latchkey" });
const withoutTables = openDatabase({ engine: "sqlite", file: ":memory:" });
afterAll(() => Promise.all([away.destroy(), withoutTables.destroy()]));

const CREDENTIALS = { email: "admin@northwind.example", password: "a password" };

/** The answer to a sign-in, and the lines of the log. */
async function signInOver(db: Knex) {
  const logged = jest.spyOn(console, "error").mockImplementation();
  const app = createApp(db, openKeyring(db, PEPPER), "a session secret for tests, long enough");
  const answer = await request(app).post("/session").send(CREDENTIALS);
  const lines = logged.mock.calls.flat().map(String);
  logged.mockRestore();
  return { answer, lines };
}

describe("a database that does not answer", () => {
  it("is a problem that says so and when to try again, and no line of the log", async () => {
    const { answer, lines } = await signInOver(away);

    expect([answer.status, answer.get("Retry-After")]).toEqual([503, "1"]);
    expect(answer.body).toMatchObject({ status: 503, code: "store_unavailable" });
    expect(lines).toEqual([]);
  });
});

describe("a fault that nobody expects", () => {
  it("is a problem that tells the client nothing, and one line of the log without anything of the request", async () => {
    const { answer, lines } = await signInOver(withoutTables);

    expect([answer.status, answer.type]).toEqual([500, "application/problem+json"]);
    expect(answer.body).toMatchObject({ status: 500, code: "internal_error" });
    expect(lines).toEqual([expect.stringContaining('"event":"error"')]);
    for (const secret of Object.values(CREDENTIALS)) expect(lines.join()).not.toContain(secret);
  });
});

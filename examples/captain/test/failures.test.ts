import { createKeyring, systemActor } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { openDatabase } from "@latchkey/example-host";
import type { Knex } from "knex";
import request from "supertest";

import { createApp } from "../src/app.js";
import { organizationScopes } from "../src/organization-scopes.js";
import { ACCOUNT } from "./support/places.js";

const keyring = createKeyring({ store: memoryStore(), prefix: "captain", peppers: "none" });
const identity = { verify: () => Promise.reject(new Error("Nobody asks it.")) };
const away = openDatabase({ engine: "mysql", url: "mysql://root@127.0.0.1:1/latchkey" });
const withoutTables = openDatabase({ engine: "sqlite", file: ":memory:" });
let key: string;

beforeAll(async () => {
  const fields = { orgId: "gjirafa", permissions: ["*:*"] };
  ({ token: key } = await keyring.create(fields, systemActor("test")));
});
afterAll(() => Promise.all([keyring.close(), away.destroy(), withoutTables.destroy()]));

function readSetting(db: Knex) {
  const app = createApp({ db, keyring, scopes: organizationScopes(db), identity });
  return request(app).get(`/api/v1${ACCOUNT}`).set("x-api-key", key);
}

describe("a database that does not answer", () => {
  it("is a problem that says so, and when to try again", async () => {
    const answer = await readSetting(away);

    expect([answer.status, answer.get("Retry-After")]).toEqual([503, "1"]);
    expect(answer.body).toMatchObject({ status: 503, code: "store_unavailable" });
  });
});

describe("a fault that nobody expects", () => {
  it("is a problem that tells the client nothing, and one line of the log", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation();

    const answer = await readSetting(withoutTables);
    const lines = logged.mock.calls.flat().map(String);
    logged.mockRestore();

    expect([answer.status, answer.type]).toEqual([500, "application/problem+json"]);
    expect(answer.body).toMatchObject({ status: 500, code: "internal_error" });
    expect(lines).toEqual([expect.stringContaining('"event":"error"')]);
    for (const secret of [key, "select"]) expect(lines.join()).not.toContain(secret);
  });
});

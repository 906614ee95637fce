import { databaseAddress, migrateTables, openDatabase } from "@latchkey/example-host";
import { createSqlite } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

import { bundlesTable, bundleStore } from "../../src/bundles/bundle-store.js";

let db: Knex;

beforeAll(async () => {
  db = openDatabase(databaseAddress(await createSqlite(), ""));
  await migrateTables(db, { tables: { bundles: bundlesTable } });
});
afterAll(() => db.destroy());

describe("bundleStore", () => {
  it("lists the newest hundred of an organization, the newest first", async () => {
    const rows = Array.from({ length: 101 }, (_, at) => ({
      id: String(at),
      org_id: "org_123",
      name: `1.${at}.0`,
      created_at: at * 1000,
    }));
    for (const row of rows) await db("bundles").insert(row);

    const listed = await bundleStore(db).list("org_123");

    expect(listed).toHaveLength(100);
    expect(listed[0]).toEqual({ id: "100", name: "1.100.0", created_at: "1970-01-01T00:01:40Z" });
    expect(listed[99]).toMatchObject({ name: "1.1.0" });
    expect(await bundleStore(db).list("org_456")).toEqual([]);
  });
});

import type { Knex } from "knex";

import type { SourceRow } from "../../src/import/source-row.js";
import { countRows, sqlRows, type SqlSource } from "../../src/import/sql-rows.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach("sqlRows", (database) => {
  let db: Knex;

  beforeAll(async () => {
    db = database.open();
    await db.schema.createTable("old_keys", (table) => {
      table.integer("id").primary();
      table.string("token");
      table.integer("half");
    });
    const rows = Array.from({ length: 25 }, (_, index) => ({
      id: index + 1,
      token: `t${index + 1}`,
      half: Math.floor(index / 2),
    }));
    await db("old_keys").insert(rows);
  });

  async function read(source: SqlSource, size = 10): Promise<SourceRow[]> {
    const rows: SourceRow[] = [];
    for await (const row of sqlRows(db, source, size)) rows.push(row);
    return rows;
  }

  it.each([1, 5, 10, 24, 25, 26])("reads every row of a table once, in pages of %s", async (size) => {
    const rows = await read({ table: "old_keys", by: "id" }, size);
    expect(rows.map((row) => "values" in row && row.values["token"])).toEqual(
      Array.from({ length: 25 }, (_, index) => `t${index + 1}`),
    );
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it("reads what a query gives, and counts it", async () => {
    const source = { query: "select id, token as api_key from old_keys where id > 20;", by: "id" };
    expect(await countRows(db, source)).toBe(5);
    expect((await read(source, 2)).map((row) => "values" in row && row.values["api_key"])).toEqual([
      "t21",
      "t22",
      "t23",
      "t24",
      "t25",
    ]);
  });

  it("refuses a column that is not unique, by which rows would be lost", async () => {
    for (const size of [1, 2, 3])
      await expect(read({ table: "old_keys", by: "half" }, size)).rejects.toMatchObject({ exit: "usage" });
  });

  it("leaves the connection to others between two pages", async () => {
    const rows = sqlRows(db, { table: "old_keys", by: "id" }, 10);
    await rows.next();
    await db("old_keys").where("id", 25).update({ token: "changed" });
    const last: SourceRow[] = [];
    for await (const row of rows) last.push(row);
    expect(last.at(-1)).toMatchObject({ values: { token: "changed" } });
    await db("old_keys").where("id", 25).update({ token: "t25" });
  });
});

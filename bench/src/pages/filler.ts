import type { Knex } from "knex";

import type { Engine } from "../databases/bench-database.ts";

/** How one database makes a million rows by itself. */
export interface Filler {
  /** A table of the whole numbers from `first` to `last`, in its column `n`. */
  numbers(first: number, last: number): string;
  text(...parts: readonly string[]): string;
  /** A number below 2^32 as eight digits. */
  hex(number: string): string;
  /** Behind the query whose rows are inserted: where rows lie in the order of their ids, those come one after the other. */
  readonly inOrder: string;
  /** The statement that takes out all rows. */
  empty(table: string): string;
  /** Statements around the filling, on one connection. */
  readonly before: readonly string[];
  /** Behind it; what the database does by itself in time is among them. */
  readonly after: readonly string[];
  /** The statements that take off a table's indexes and put them back: built at once, they take a fraction of the time. */
  indexes(
    db: Knex,
    table: string,
  ): Promise<{ readonly drop: readonly string[]; readonly make: readonly string[] }>;
}

export const fillers: Readonly<Record<Engine, Filler>> = {
  sqlite: {
    numbers: (first, last) =>
      `(with recursive numbers(n) as (select ${first} union all select n + 1 from numbers where n < ${last}) select n from numbers)`,
    text: (...parts) => parts.join(" || "),
    hex: (number) => `printf('%08x', ${number})`,
    inOrder: "",
    empty: (table) => `delete from ${table}`,
    before: ["pragma journal_mode = off", "pragma synchronous = off", "pragma cache_size = -500000"],
    after: [],
    async indexes(db, table) {
      const made = await db
        .from("sqlite_master")
        .select("name", "sql")
        .where({ type: "index", tbl_name: table })
        .whereNotNull("sql");
      const rows = made as readonly { readonly name: string; readonly sql: string }[];
      return { drop: rows.map(({ name }) => `drop index ${name}`), make: rows.map(({ sql }) => sql) };
    },
  },
  mariadb: {
    numbers: (first, last) => `(select seq as n from seq_${first}_to_${last})`,
    text: (...parts) => `concat(${parts.join(", ")})`,
    hex: (number) => `lpad(lower(hex(${number})), 8, '0')`,
    inOrder: " order by 1",
    empty: (table) => `truncate table ${table}`,
    // What InnoDB needs to fill an empty table in one go.
    before: ["set unique_checks = 0, foreign_key_checks = 0"],
    after: ["analyze table latchkey_keys, latchkey_changes, latchkey_last_used"],
    async indexes(db, table) {
      const made = await db
        .from("information_schema.statistics")
        .select("index_name as name", db.raw("group_concat(column_name order by seq_in_index) as columns"))
        .whereRaw("table_schema = database()")
        .where({ table_name: table, non_unique: 1 })
        .groupBy("index_name");
      const rows = made as readonly { readonly name: string; readonly columns: string }[];
      const alter = (changes: readonly string[]) =>
        changes.length === 0 ? [] : [`alter table ${table} ${changes.join(", ")}`];
      return {
        drop: alter(rows.map(({ name }) => `drop index ${name}`)),
        make: alter(rows.map(({ name, columns }) => `add index ${name} (${columns})`)),
      };
    },
  },
  postgres: {
    numbers: (first, last) => `(select n from generate_series(${first}::bigint, ${last}::bigint) as n)`,
    text: (...parts) => parts.join(" || "),
    hex: (number) => `lpad(to_hex(${number}), 8, '0')`,
    inOrder: "",
    empty: (table) => `truncate table ${table}`,
    before: ["set synchronous_commit = off", "set maintenance_work_mem = '256MB'"],
    after: ["vacuum analyze"],
    async indexes(db, table) {
      const made = await db
        .from("pg_indexes")
        .select("indexname as name", "indexdef as sql")
        .where("tablename", table)
        .whereRaw("indexdef not like 'CREATE UNIQUE%'");
      const rows = made as readonly { readonly name: string; readonly sql: string }[];
      return { drop: rows.map(({ name }) => `drop index ${name}`), make: rows.map(({ sql }) => sql) };
    },
  },
};

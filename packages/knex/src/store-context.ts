import type { Knex } from "knex";

import { plainClient } from "./connection/plain-client.js";
import { sessionsOf, type Sessions } from "./connection/session.js";
import { dialectOf } from "./dialects/dialect-of.js";
import type { Dialect } from "./dialects/dialect.js";
import { indexName } from "./index-name.js";
import { tablePrefixOf, type StoreOptions } from "./store-options.js";

/** What the methods of one store share. */
export interface StoreContext extends Sessions {
  /** The application's knex instance; what is asked of it is asked of `client`, which has its pool and its events. */
  readonly db: Knex;
  readonly client: Knex.Client;
  readonly dialect: Dialect;
  /** The name of one of our tables, given without the prefix. */
  tableName(table: string): string;
  /** A piece of SQL with its values. */
  raw(sql: string, bindings: readonly Knex.RawBinding[]): Knex.Raw;
  /** A query on one of our tables, named without the prefix. */
  from(table: string): Knex.QueryBuilder;
  /** The same, held to the index over these columns where the database can be told. */
  fromIndex(table: string, columns: readonly string[]): Knex.QueryBuilder;
}

/** Checks what `knexStore` was given, and resolves it once. */
export function storeContext(db: Knex, options: StoreOptions): StoreContext {
  const tablePrefix = tablePrefixOf("knexStore", options);
  const client = plainClient("knexStore", db);
  const dialect = dialectOf(client);
  const { indexHint } = dialect.scans;
  const hinted = (name: string, index: string) => client.raw(`?? ${indexHint}`, [name, index]) as Knex.Raw;
  return {
    db,
    client,
    dialect,
    ...sessionsOf(client, dialect),
    tableName: (table) => tablePrefix + table,
    raw: (sql, bindings) => client.raw(sql, bindings) as Knex.Raw,
    from: (table) => client.queryBuilder().from(tablePrefix + table),
    fromIndex(table, columns) {
      const name = tablePrefix + table;
      return client
        .queryBuilder()
        .from(indexHint === undefined ? name : hinted(name, indexName(name, columns)));
    },
  };
}

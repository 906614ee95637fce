import type { Knex } from "knex";

import type { Connection, Dialect } from "../dialects/dialect.js";
import { queryUid } from "./query-uid.js";
import type { Statement } from "./statement.js";

/**
 * SQL as it stands, with `?` for its values, which knex's client runs and tells of as always. Without a builder to
 * compile it and a runner around it, which take longer than a small statement itself.
 */
export function directStatement(
  { client, dialect }: { readonly client: Knex.Client; readonly dialect: Dialect },
  sql: string,
  bindings: readonly Knex.RawBinding[],
): Statement {
  return {
    async connection(connection) {
      const { __knexUid } = connection as Connection;
      const query: Query = {
        method: "raw",
        options: {},
        sql,
        bindings,
        __knexUid,
        __knexQueryUid: queryUid(),
      };
      await client.query(dialect.forRepeated(connection as Connection), query);
      client.emit("query-response", query.response, query, client.raw(sql, bindings));
      return query.response;
    },
  };
}

interface Query {
  readonly method: "raw";
  readonly options: object;
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
  readonly __knexUid: unknown;
  readonly __knexQueryUid: string;
  /** What the driver made of it. */
  response?: unknown;
}

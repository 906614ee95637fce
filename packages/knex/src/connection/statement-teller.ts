import type { Knex } from "knex";

import type { Connection, RowValues } from "../dialects/dialect.js";
import { queryUid } from "./query-uid.js";

/** Tells how a statement ended whose beginning was told. */
export interface Told {
  answered(rows: readonly RowValues[]): void;
  failed(fault: unknown): void;
}

/** Tells that a statement begins; null when nobody listens. */
export type TellStatement = (connection: Connection, values: readonly string[]) => Told | null;

/** The application's knex instance, and our client of it. */
export interface Tellers {
  readonly db: Knex;
  readonly client: Knex.Client;
}

/**
 * Tells those who listen to knex's `query`, `query-response` and `query-error` of a read that knex does not run, as
 * knex tells of its own.
 */
export function statementTeller(
  { db, client }: Tellers,
  sqlOf: (values: number) => string,
  columns: readonly string[],
): TellStatement {
  // One listener of the client's is knex's own, which passes on to `db` what it hears.
  function isHeard(): boolean {
    return EVENTS.some((event) => db.listenerCount(event) > 0 || client.listenerCount(event) > 1);
  }

  return function tellStatement({ __knexUid }, values) {
    if (!isHeard()) return null;
    const sql = sqlOf(values.length);
    const query = {
      method: "select",
      options: {},
      bindings: values,
      sql,
      __knexQueryUid: queryUid(),
      __knexUid,
    };
    const builder = (): Knex.Raw => client.raw(sql.replaceAll(/\$\d+/g, "?"), values) as Knex.Raw;
    client.emit("query", query);
    return {
      answered(rows) {
        client.emit(
          "query-response",
          rows.map((row) => named(columns, row)),
          query,
          builder(),
        );
      },
      failed: (fault) => void client.emit("query-error", fault, query),
    };
  };
}

const EVENTS = ["query", "query-response", "query-error"] as const;

function named(columns: readonly string[], row: RowValues): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, index) => [column, row[index]]));
}

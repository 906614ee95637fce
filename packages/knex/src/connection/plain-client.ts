import { ConfigurationError } from "@latchkey/core";
import type { Knex } from "knex";

/**
 * The application's knex client, sharing its pool and its events, without the application's `wrapIdentifier` and
 * `postProcessResponse`, because snake-case mappers and the like would rename our columns, and without what it has set
 * for its own migrations.
 */
export function plainClient(of: string, db: Knex): Knex.Client {
  const client = (typeof db === "function" ? db.client : undefined) as Knex.Client | undefined;
  if (client === undefined) {
    throw new ConfigurationError(
      "db",
      `of ${of} must be a knex instance: ${of}(knexPkg.knex({ client, connection }))`,
    );
  }
  if (db.isTransaction === true) {
    throw new ConfigurationError("db", `of ${of} must be the knex instance itself, not a transaction of it`);
  }
  if (client.pool === undefined) {
    throw new ConfigurationError(
      "db",
      `of ${of} has no connections: give knex a \`connection\` and do not destroy it`,
    );
  }
  const { wrapIdentifier: _, postProcessResponse: __, migrations: ___, ...config } = client.config;
  return Object.assign(Object.create(client) as Knex.Client, { config });
}

import type { Knex } from "knex";

/** What tests touch of knex's client, which knex itself leaves untyped. */
export interface TestedClient {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
  readonly pool: {
    numUsed(): number;
    readonly used: readonly { readonly resource: unknown }[];
  };
}

export function clientOf(db: Knex): TestedClient {
  return db.client as TestedClient;
}

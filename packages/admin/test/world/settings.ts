import type { KeyStore } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { knexStore, migrate } from "@latchkey/knex";
import knexPkg from "knex";

/** Where the whole HTTP suite runs: over which store, and where the router is mounted. */
export interface Setting {
  readonly mount: "" | "/deep/admin";
  readonly over: "memory" | "SQLite";
  openStore(): Promise<OpenStore>;
}

export interface OpenStore {
  readonly store: KeyStore;
  close(): Promise<void>;
}

export const inMemory: Setting = { mount: "/deep/admin", over: "memory", openStore: openMemory };

export const SETTINGS: readonly Setting[] = [
  inMemory,
  { ...inMemory, mount: "" },
  { mount: "/deep/admin", over: "SQLite", openStore: openSqlite },
];

async function openMemory(): Promise<OpenStore> {
  return { store: memoryStore(), close: async () => {} };
}

async function openSqlite(): Promise<OpenStore> {
  const db = knexPkg.knex({
    client: "better-sqlite3",
    connection: { filename: ":memory:" },
    pool: { min: 1, max: 1 },
    useNullAsDefault: true,
  });
  await migrate(db);
  return { store: knexStore(db), close: () => db.destroy() };
}

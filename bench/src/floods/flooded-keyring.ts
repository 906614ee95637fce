import { createKeyring, type Keyring, type KeyringOptions, type KeyStore } from "@latchkey/core";
import { bcryptDigest } from "@latchkey/core/bcrypt";
import { knexStore } from "@latchkey/knex";

import { openDatabase, type BenchDatabase, type Engine } from "../databases/bench-database.ts";

export const PREFIX = "acme";

/** The keys that are flooded: where they are kept, and how. */
export const KEYS = {
  hmacSqlite: { engine: "sqlite", digest: "hmac-sha256" },
  hmacMariadb: { engine: "mariadb", digest: "hmac-sha256" },
  bcryptSqlite: { engine: "sqlite", digest: "bcrypt" },
} as const satisfies Readonly<Record<string, { readonly engine: Engine; readonly digest: string }>>;
export type KeysName = keyof typeof KEYS;

/** What a keyring did, in numbers. */
export interface Counts {
  /** Rows of keys it read. */
  reads: number;
  /** Requests it let in from memory, and those it had to ask for. */
  hits: number;
  missed: number;
}

export interface FloodedKeyring {
  readonly keyring: Keyring;
  readonly counts: Counts;
  close(): Promise<void>;
}

/** A keyring as an application has it, but for what it counts, and without a limit for each address where that is not wanted. */
export function floodedKeyring(database: BenchDatabase, name: KeysName, limited: boolean): FloodedKeyring {
  const db = openDatabase(database);
  const counts: Counts = { reads: 0, hits: 0, missed: 0 };
  const keyring = createKeyring({
    ...optionsOf(name),
    ...(!limited && { failures: false }),
    store: counted(knexStore(db), counts),
    onVerdict({ ok, cached }) {
      if (ok && cached) counts.hits++;
      else if (ok) counts.missed++;
    },
  });
  return {
    keyring,
    counts,
    async close() {
      await keyring.close();
      await db.destroy();
    },
  };
}

function optionsOf(name: KeysName): Omit<KeyringOptions, "store"> {
  const { digest } = KEYS[name];
  return {
    prefix: PREFIX,
    peppers: [{ version: 1, secret: "the pepper of a benchmark, which protects nothing" }],
    roles: { reader: ["bundles:read"] },
    policy: { maxKeysPerProject: null },
    ...(digest === "bcrypt" && { digests: [bcryptDigest()], digest }),
  };
}

function counted(store: KeyStore, counts: Counts): KeyStore {
  return {
    ...store,
    findKey(ref) {
      counts.reads++;
      return store.findKey(ref);
    },
  };
}

import { createKeyring, type CreateKey, type Keyring } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { OPTIONS } from "../subjects/latchkey.ts";

export interface OpenKeyring {
  readonly db: Knex;
  readonly keyring: Keyring;
  close(): Promise<void>;
}

/** Keys of one project, as many as its quota allows. */
export const AT_ONCE = 100;

/** What one hundred keys are made from: each hundred fills a project of its own, so that quotas count what they count in life. */
export function inputOf(hundred: number): CreateKey {
  return { orgId: "acme", projectId: `project ${hundred}`, role: "reader", expiresAt: EXPIRES_AT };
}

const EXPIRES_AT = Date.now() + 86_400_000;

/** A keyring on an empty database, with its tables. */
export async function openKeyring(database: BenchDatabase): Promise<OpenKeyring> {
  const db = openDatabase(database);
  await migrate(db);
  const policy = { maxKeysPerProject: AT_ONCE };
  const keyring = createKeyring({ ...OPTIONS, policy, store: knexStore(db) });
  return {
    db,
    keyring,
    async close() {
      await keyring.close();
      await db.destroy();
    },
  };
}

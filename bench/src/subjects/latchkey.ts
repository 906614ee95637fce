import { createKeyring, systemActor, type Keyring, type KeyringOptions } from "@latchkey/core";
import { authenticate, requirePermission } from "@latchkey/express";
import { knexStore, migrate } from "@latchkey/knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import type { Keys, Protection, Subject } from "./subject.ts";
import { unknownToken } from "./unknown-token.ts";

const PREFIX = "acme";
/** In one transaction. */
const MADE_AT_ONCE = 1_000;
const WARMED_AT_ONCE = 32;

/** Unlimited in what a benchmark sends from one address, and with room for all its keys; all else is as an application has it. */
export const OPTIONS: Omit<KeyringOptions, "store"> = {
  prefix: PREFIX,
  peppers: [{ version: 1, secret: "the pepper of a benchmark, which protects nothing" }],
  roles: { reader: ["bundles:read"] },
  policy: { maxKeysPerProject: null },
  failures: false,
  cache: { max: 200_000 },
};

export const latchkeyKeys: Keys = {
  name: "latchkey",
  async seed(database, count) {
    const db = openDatabase(database);
    await migrate(db);
    const keyring = createKeyring({ ...OPTIONS, store: knexStore(db) });
    const operator = systemActor("bench");
    const expiresAt = Date.now() + 86_400_000;
    const tokens: string[] = [];
    while (tokens.length < count) {
      const length = Math.min(MADE_AT_ONCE, count - tokens.length);
      const inputs = Array.from({ length }, () => ({ orgId: "acme", role: "reader", expiresAt }));
      for (const { token } of await keyring.createMany(inputs, operator)) tokens.push(token);
    }
    await keyring.close();
    await db.destroy();
    return tokens;
  },
  unknown: () => unknownToken(PREFIX),
  header: ["x-api-key", ""],
};

/** As installed, with usage counted: the key's row is in memory once it was used. */
export const latchkey: Subject = {
  about: "Latchkey",
  keys: latchkeyKeys,
  protect: (database) => protectWith(database, {}),
};

/** The row is read each time. */
export const latchkeyUncached: Subject = {
  about: "Latchkey, `cache: false`",
  keys: latchkeyKeys,
  protect: (database) => protectWith(database, { cache: false }),
};

async function protectWith(database: BenchDatabase, options: Partial<KeyringOptions>): Promise<Protection> {
  const db = openDatabase(database);
  const keyring = createKeyring({ ...OPTIONS, ...options, store: knexStore(db) });
  await keyring.start();
  return {
    handlers: [authenticate(keyring), requirePermission("bundles:read")],
    warm: async (tokens) => (options.cache === false ? undefined : useOnce(keyring, tokens)),
    async close() {
      await keyring.close();
      await db.destroy();
    },
  };
}

/** Verifies each of these tokens, so that their keys are in memory. */
export async function useOnce(keyring: Keyring, tokens: readonly string[]): Promise<void> {
  const waiting = tokens.values();
  const lane = async () => {
    for (const token of waiting) {
      const verdict = await keyring.verify(token);
      if (!verdict.ok) throw new Error(`a key was refused: ${verdict.reason}`);
    }
  };
  await Promise.all(Array.from({ length: WARMED_AT_ONCE }, lane));
}

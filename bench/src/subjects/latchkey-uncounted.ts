import { authenticate, requirePermission } from "@latchkey/express";
import { knexStore } from "@latchkey/knex";

import { coreWithoutCounting } from "../counting/core-without-counting.ts";
import { openDatabase } from "../databases/bench-database.ts";
import { latchkeyKeys, OPTIONS, useOnce } from "./latchkey.ts";
import type { Subject } from "./subject.ts";

/** The same without the line that counts a request. */
export const latchkeyUncounted: Subject = {
  about: "Latchkey, usage not counted",
  keys: latchkeyKeys,
  async protect(database) {
    const { createKeyring } = await coreWithoutCounting();
    const db = openDatabase(database);
    const keyring = createKeyring({ ...OPTIONS, store: knexStore(db) });
    await keyring.start();
    return {
      handlers: [authenticate(keyring), requirePermission("bundles:read")],
      warm: (tokens) => useOnce(keyring, tokens),
      async close() {
        await keyring.close();
        await db.destroy();
      },
    };
  },
};

import { createKeyring } from "@latchkey/core";
import { migrateTables, randomSecret, type Example } from "@latchkey/example-host";
import { knexStore, migrate } from "@latchkey/knex";

import { membersTable, ownersIn } from "./accounts.js";
import { createApp } from "./app.js";
import { bundlesTable } from "./bundles/bundle-store.js";
import { firstStart } from "./first-start.js";
import { roles } from "./keys/modes.js";

/** The app, as `@latchkey/example-host` runs it. */
export const capgo: Example<"LATCHKEY_PEPPER"> = {
  name: "Capgo example",
  dataFolder: new URL("../data/", import.meta.url),
  secrets: { LATCHKEY_PEPPER: randomSecret },
  open({ db, secrets }) {
    const keyring = createKeyring({
      store: knexStore(db),
      prefix: "ak",
      peppers: [{ version: 1, secret: secrets.LATCHKEY_PEPPER }],
      roles,
      owners: ownersIn(db),
      // Lists have no pages and hold 1,000 keys; so that they hold every key, there are no more of an account.
      policy: { maxKeysPerProject: null, maxKeysPerOwner: 1_000 },
    });
    return {
      app: createApp(db, keyring),
      async start() {
        await migrate(db);
        await migrateTables(db, { tables: { members: membersTable, bundles: bundlesTable } });
        await keyring.start();
      },
      firstStart: (address) => firstStart(db, keyring, address),
      close: () => keyring.close(),
    };
  },
};

import { migrateTables, randomSecret, type Example } from "@latchkey/example-host";
import { migrate } from "@latchkey/knex";

import { createApp } from "./app.js";
import { firstStart } from "./first-start.js";
import { openKeyring } from "./open-keyring.js";
import { tables } from "./tables.js";

/** A content management system whose organizations have API keys, as `@latchkey/example-host` runs it. */
export const gigantik: Example<"LATCHKEY_PEPPER" | "SESSION_SECRET"> = {
  name: "Gigantik example",
  dataFolder: new URL("../data/", import.meta.url),
  secrets: { LATCHKEY_PEPPER: randomSecret, SESSION_SECRET: randomSecret },

  open({ db, secrets }) {
    const keyring = openKeyring(db, secrets.LATCHKEY_PEPPER);
    return {
      app: createApp(db, keyring, secrets.SESSION_SECRET),
      async start() {
        await migrate(db);
        await migrateTables(db, { tables });
        await keyring.start();
      },
      firstStart: (address) => firstStart(db, address),
      close: () => keyring.close(),
    };
  },
};

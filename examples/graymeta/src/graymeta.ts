import { ed25519Key, migrateTables, randomSecret, type Example } from "@latchkey/example-host";
import { migrate } from "@latchkey/knex";

import { createApp } from "./app.js";
import { firstStart } from "./first-start.js";
import { openKeyring, type Secret } from "./open-keyring.js";
import { tables } from "./tables.js";

/** The app, as `@latchkey/example-host` runs it. */
export const graymeta: Example<Secret> = {
  name: "GrayMeta example",
  dataFolder: new URL("../data/", import.meta.url),
  secrets: { LATCHKEY_PEPPER: randomSecret, GRAYMETA_SIGNING_KEY: ed25519Key },

  open({ db, secrets }) {
    const keyring = openKeyring(db, secrets);
    return {
      app: createApp(db, keyring),
      async start() {
        await migrate(db);
        await migrateTables(db, { tables });
        await keyring.start();
      },
      firstStart: (address) => firstStart(db, keyring, address),
      close: () => keyring.close(),
    };
  },
};

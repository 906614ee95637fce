import { migrateTables, randomSecret, type Example } from "@latchkey/example-host";
import { migrate } from "@latchkey/knex";

import { createApp } from "./app.js";
import { firstStart } from "./first-start.js";
import { openKeyring } from "./open-keyring.js";
import { startService } from "./service.js";
import { tables } from "./tables.js";

/** The app that nginx asks, and beside it the service that nginx guards. */
export const nginxExample: Example<"LATCHKEY_PEPPER"> = {
  name: "nginx example",
  dataFolder: new URL("../data/", import.meta.url),
  secrets: { LATCHKEY_PEPPER: randomSecret },

  async open({ db, secrets, environment }) {
    const keyring = openKeyring(db, secrets.LATCHKEY_PEPPER);
    const service = await startService(portAfter(environment.PORT));
    return {
      app: createApp(keyring),
      async start() {
        await migrate(db);
        await migrateTables(db, { tables });
        await keyring.start();
      },
      greeting: () => [`The service behind nginx is at ${service.address}`],
      firstStart: (address) => firstStart(db, keyring, address),
      close: () => service.close().finally(() => keyring.close()),
    };
  },
};

/** Where nginx.conf looks for the service; any that is free, if so is the app's. */
function portAfter(port = "3000"): number {
  return port === "0" ? 0 : Number(port) + 1;
}

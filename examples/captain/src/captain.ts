import {
  migrateTables,
  randomSecret,
  type Example,
  type Host,
  type OpenExample,
} from "@latchkey/example-host";
import { jwtIdentity } from "@latchkey/jwt";
import { migrate } from "@latchkey/knex";

import { createApp } from "./app.js";
import { firstStart } from "./first-start.js";
import { holderOf } from "./holder-of.js";
import { openKeyring } from "./open-keyring.js";
import { organizationScopes } from "./organization-scopes.js";
import { tables } from "./tables.js";
import { trustFrom, type Trust } from "./trust.js";

const secrets = { LATCHKEY_PEPPER: randomSecret, LATCHKEY_SEALING_KEY: randomSecret };

export type CaptainSecret = keyof typeof secrets;

/** Captain beside an identity server that is there already. */
export const captain: Example<CaptainSecret> = {
  name: "captain example",
  dataFolder: new URL("../data/", import.meta.url),
  secrets,
  open: (host) => openCaptain(host, trustFrom(host.environment)),
};

/** The app over its database, for the tokens of the server that is trusted. */
export function openCaptain({ db, secrets }: Host<CaptainSecret>, trust: Trust): OpenExample {
  const scopes = organizationScopes(db);
  const keyring = openKeyring({ db, secrets, scopes });
  const identity = jwtIdentity({ ...trust, principal: holderOf });
  return {
    app: createApp({ db, keyring, scopes, identity }),
    async start() {
      await migrate(db);
      await migrateTables(db, { tables });
      await keyring.start();
    },
    async firstStart(address) {
      const token = await firstStart(db, keyring);
      if (token === null) return null;
      return [
        "- The first API key, of the administrator of the organization gjirafa. Its keys, with it:",
        "",
        `  curl -H "x-api-key: ${token}" ${address}/api/v1/keys`,
      ];
    },
    close: () => keyring.close(),
  };
}

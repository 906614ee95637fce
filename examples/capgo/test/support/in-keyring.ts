import { createKeyring, type Keyring } from "@latchkey/core";
import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { knexStore } from "@latchkey/knex";

import { roles } from "../../src/keys/modes.js";

/** What an app is started with, so that a test can open its keys beside it. */
export const LATCHKEY_PEPPER = "a pepper for tests, long enough to be one";

/** Does something with the keys of an app's database that no request does. */
export async function inKeyring<Done>(url: string, work: (keyring: Keyring) => Promise<Done>): Promise<Done> {
  const db = openDatabase(databaseAddress(url, ""));
  const peppers = [{ version: 1, secret: LATCHKEY_PEPPER }];
  const policy = { maxKeysPerProject: null };
  const keyring = createKeyring({ store: knexStore(db), prefix: "ak", peppers, roles, policy });
  try {
    return await work(keyring);
  } finally {
    await keyring.close();
    await db.destroy();
  }
}

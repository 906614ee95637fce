// Creates, renames and revokes keys, and says before each what it begins and after it what was acknowledged.
import { systemActor } from "@latchkey/core";

import { openKeyring } from "../keyrings/open-keyring.ts";
import { say } from "./say.ts";
import { toldDatabase } from "./told-database.ts";

const actor = systemActor("writer");
const { keyring } = await openKeyring(toldDatabase());
for (let round = 0; ; round++) {
  const { key, token } = await keyring.create({ role: "reader" }, actor);
  const { id } = key;
  say({ done: "create", id, token, version: key.version });
  say({ begin: "update", id });
  const { version } = await keyring.update({ id }, { name: `renamed in round ${round}` }, actor);
  say({ done: "update", id, version });
  if (round % 2 === 0) continue;
  say({ begin: "revoke", id });
  await keyring.revoke({ id }, actor);
  say({ done: "revoke", id, version: version + 1 });
}

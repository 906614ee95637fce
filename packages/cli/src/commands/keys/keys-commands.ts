import type { CommandGroup } from "../../command.js";
import { createKey } from "./create-key.js";
import { disableKey, enableKey } from "./enable-key.js";
import { listKeys } from "./list-keys.js";
import { purgeKeys } from "./purge-keys.js";
import { revokeKey } from "./revoke-key.js";
import { rotateKey } from "./rotate-key.js";
import { showKey } from "./show-key.js";

export const keysCommands: CommandGroup = {
  name: "keys",
  summary: "Create, list, change, rotate and revoke keys",
  commands: [createKey, listKeys, showKey, disableKey, enableKey, rotateKey, revokeKey, purgeKeys],
};

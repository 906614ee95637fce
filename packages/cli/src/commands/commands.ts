import type { Command, CommandGroup } from "../command.js";
import { changesCommands } from "./changes/changes-commands.js";
import { doctor } from "./doctor.js";
import { importKeys } from "./import-keys.js";
import { init } from "./init.js";
import { keysCommands } from "./keys/keys-commands.js";
import { migrateCommands } from "./migrate/migrate-commands.js";
import { openapi } from "./openapi.js";
import { prune } from "./prune.js";
import { rolesCommands } from "./roles/roles-commands.js";
import { inspectToken } from "./inspect-token.js";

/** All there is, in the order of the help. */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  init,
  doctor,
  migrateCommands,
  keysCommands,
  rolesCommands,
  changesCommands,
  prune,
  { name: "token", summary: "Look at tokens", commands: [inspectToken] },
  importKeys,
  openapi,
];

import type { CommandGroup } from "../../command.js";
import { listChanges } from "./list-changes.js";
import { verifyChanges } from "./verify-changes.js";

export const changesCommands: CommandGroup = {
  name: "changes",
  summary: "Read the record of changes, and have it verified",
  commands: [listChanges, verifyChanges],
};

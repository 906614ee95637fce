import type { CommandGroup } from "../../command.js";
import { migrationStatus } from "./migration-status.js";
import { migrateUp } from "./migrate-up.js";

export const migrateCommands: CommandGroup = {
  name: "migrate",
  summary: "Bring the tables up to date, or see whether they are",
  commands: [migrationStatus, migrateUp],
};

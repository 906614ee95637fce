import type { CommandGroup } from "../../command.js";
import { createRole } from "./create-role.js";
import { deleteRole } from "./delete-role.js";
import { listRoles } from "./list-roles.js";
import { showRole } from "./show-role.js";
import { updateRole } from "./update-role.js";

export const rolesCommands: CommandGroup = {
  name: "roles",
  summary: "Look at roles, and make and change custom ones",
  commands: [listRoles, showRole, createRole, updateRole, deleteRole],
};

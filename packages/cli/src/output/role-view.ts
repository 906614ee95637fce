import type { Role } from "@latchkey/core";

import type { Facts, Table } from "./answer.js";
import { momentText } from "./moment-text.js";

/** A list of roles for people. */
export function rolesTable(roles: readonly Role[]): Table {
  return {
    head: ["Id", "Name", "Organization", "Permissions", "Description"],
    rows: roles.map((role) => [
      role.id,
      role.name,
      placeOf(role),
      role.permissions.join(" "),
      role.description,
    ]),
    empty: "No roles.",
  };
}

/** One role for people. */
export function roleFacts(role: Role): Facts {
  return {
    facts: [
      ["Id", role.id],
      ["Name", role.name],
      ["Organization", placeOf(role)],
      ["Permissions", role.permissions.join(" ") || "none"],
      ["Description", role.description || "–"],
      ["Created", momentText(role.createdAt)],
      ["Updated", momentText(role.updatedAt)],
    ],
  };
}

function placeOf({ builtIn, orgId }: Role): string {
  return builtIn ? "built in" : (orgId ?? "–");
}

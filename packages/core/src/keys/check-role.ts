import type { Roles } from "../permissions/roles.js";
import { invalidField } from "./field-errors.js";

/** Refuses the name of a role that there is not. */
export function checkRole(role: string | null | undefined, roles: Roles): void {
  if (role == null || Object.hasOwn(roles, role)) return;
  throw invalidField(["role"], "must be the name of a role");
}

import type { Facts } from "../context/facts.js";
import type { KeyRecord } from "../keys/key-record.js";
import { builtInRole, roleOf } from "../permissions/roles.js";
import type { Budget } from "./row-source.js";

/** Whether a key has the role that the query names. */
export type RoleFilter = (key: Pick<KeyRecord, "role" | "orgId">) => boolean | Promise<boolean>;

/**
 * The same name is another role in another organization, and can be a built-in and a custom one: what it means is
 * asked once for each organization that a page comes upon, out of the page's budget.
 */
export function roleFilter(facts: Facts, role: string | undefined, budget: Budget): RoleFilter {
  const customRoles = new Map<string | null, Promise<string | null>>();

  function customRoleIn(org: string | null): Promise<string | null> {
    const known = customRoles.get(org);
    if (known !== undefined) return known;
    budget.left--;
    const found = facts.customRoleNamed(org, role as string);
    customRoles.set(org, found);
    return found;
  }

  return function hasRole(key) {
    if (role === undefined) return true;
    if (key.role === null) return false;
    if (roleOf(key.role).kind === "built-in") return key.role === builtInRole(role);
    return customRoleIn(key.orgId).then((reference) => reference === key.role);
  };
}

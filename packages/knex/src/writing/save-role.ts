import type { RoleRecord } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { unavailable } from "../connection/store-fault.js";
import { findRoles } from "../reading/find-roles.js";
import { roleToRow } from "../records/role-rows.js";
import type { StoreContext } from "../store-context.js";
import { updateOne } from "./update-one.js";

/** Inserts a role of version 1, and replaces one of a higher version. */
export async function saveRole(context: StoreContext, session: Session, role: RoleRecord): Promise<void> {
  await requireFreeName(context, session, role);
  const roles = context.from("roles");
  if (role.version === 1) await session.run(roles.insert(roleToRow(role)));
  else await updateOne(session, roles.where("id", role.id).update(roleToRow(role)), "no such role");
}

/**
 * To a unique index no NULL equals another, so that it does not keep apart the roles of no organization. Whoever
 * writes a role holds the head's lock, and so nobody writes another between this look and its own.
 */
async function requireFreeName(
  context: StoreContext,
  session: Session,
  { id, orgId, name }: RoleRecord,
): Promise<void> {
  const namesakes = await findRoles(context, session, { by: "name", org: orgId, name });
  if (namesakes.some((other) => other.id !== id))
    throw unavailable("The key store has a role of this name in this organization already.");
}

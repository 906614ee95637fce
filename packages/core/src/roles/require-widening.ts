import { coveringGrant } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers, firstUncovered } from "../permissions/permission.js";
import { customRole } from "../permissions/roles.js";
import type { StoreTransaction } from "../store/key-store.js";
import type { RoleRecord } from "./role-record.js";

/**
 * Refuses to add permissions to a role that keys have to an actor who could not give them to every one of these keys.
 * A key that acts never could: its own expiry, networks, limit, environment and owner would bound a key that it
 * changes, and a role carries no bounds. Asked under the lock, where no key can come to have the role meanwhile.
 */
export async function requireWidening(
  tx: Pick<StoreTransaction, "countKeys">,
  actor: ResolvedActor,
  before: RoleRecord,
  after: RoleRecord,
): Promise<void> {
  const added = after.permissions.filter((permission) => !covers(before.permissions, permission));
  if (added.length === 0 || givesEverywhere(actor, before.orgId, added)) return;
  if ((await tx.countKeys({ by: "role", role: customRole(before.id) })) === 0) return;
  throw new LatchkeyError(
    "ceiling_exceeded",
    "Beyond what you may hand out: there are keys with this role that you could not give these permissions to.",
  );
}

/** Whether an actor can give permissions to the keys of an organization, in each of its projects and of each owner. */
function givesEverywhere(actor: ResolvedActor, orgId: string | null, added: readonly string[]): boolean {
  const inProjects = actor.grants.filter(({ org, project }) => org === orgId && project !== null);
  return [coveringGrant(actor, { orgId, projectId: null }), ...inProjects].every(
    (grant) => grant?.reach === "all" && firstUncovered(grant.permissions, added) === undefined,
  );
}

import { coveringGrant, reaches } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { covers } from "../permissions/permission.js";
import type { ListChanges } from "./change-query.js";
import type { ChangeAction, ChangeRecord } from "./change-record.js";
import { READING, readsEverywhere } from "./reads-everywhere.js";

/** The whole question, asked of every row that a scan brings: what the query wants, and what the actor may see. */
export function changeFilter(
  { keyId, actorId, action, from, to }: ListChanges,
  actor: ResolvedActor,
): (change: ChangeRecord) => boolean {
  return function belongs(change) {
    return (
      (keyId === undefined || (change.target === keyId && isOfKeys(change))) &&
      (actorId === undefined || change.actorId === actorId) &&
      (action === undefined || change.action === action) &&
      (from === undefined || change.at >= from) &&
      (to === undefined || change.at < to) &&
      maySee(actor, change)
    );
  };
}

/** Whether the target is a key: an application can name an owner as it likes, also like a key. */
function isOfKeys({ action }: ChangeRecord): boolean {
  return action.startsWith("key.") || action === "tokens_revealed";
}

/** What concerns every organization, though its change is of none. */
const OF_EVERYTHING: ReadonlySet<ChangeAction> = new Set(["owner.changed", "changes.pruned"]);

/** Decided as for keys, by the grant that covers the change's place; without an organization, by one for `null` or `"*"`. */
function maySee(actor: ResolvedActor, change: ChangeRecord): boolean {
  if (OF_EVERYTHING.has(change.action) && !readsEverywhere(actor)) return false;
  const grant = coveringGrant(actor, change);
  return (
    grant !== undefined &&
    covers(grant.permissions, READING) &&
    reaches(actor, grant, { ownerId: change.ownerId, id: change.target })
  );
}

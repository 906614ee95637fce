import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { readRoleCursor, writeRoleCursor } from "./role-cursor.js";
import { checkedListRoles } from "./role-input.js";
import { rolePage } from "./role-page.js";
import type { ListRoles, RolePage } from "./roles-api.js";
import { showBuiltInRole, showRole } from "./show-role.js";

const DEFAULT_LIMIT = 50;

export async function listRoles(ring: KeyringContext, input: Lazy<ListRoles>, as: Actor): Promise<RolePage> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-roles:read");
  const query = checkedListRoles(valueOf(input));
  const { orgId, limit = DEFAULT_LIMIT } = query;
  const after = readRoleCursor(ring.cursors, query);

  const { rows, end } = await rolePage(facts, actor, { orgId, limit, after });
  const builtIn = after === undefined ? Object.keys(ring.roles).sort() : [];
  return {
    data: [
      ...builtIn.map((name) => showBuiltInRole(ring, actor, name)),
      ...rows.map((role) => showRole(ring, actor, role)),
    ],
    nextCursor: end === undefined ? null : writeRoleCursor(ring.cursors, query, end.id),
  };
}

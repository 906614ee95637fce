import type { Actor } from "../actors/actor.js";
import { insufficient, requireHeldSomewhere } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { write } from "../context/writing.js";
import { invalidField } from "../keys/field-errors.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import { randomBase62 } from "../tokens/base62.js";
import { roleChange } from "./role-change.js";
import { requireRoleBelowCeiling, roleGrant } from "./role-grant.js";
import { checkedCreateRole } from "./role-input.js";
import { requireFreeName } from "./role-name.js";
import { ROLE_ID_LENGTH, type RoleRecord } from "./role-record.js";
import type { CreateRole, Role } from "./roles-api.js";
import { showRole } from "./show-role.js";

const MOST_IN_ORGANIZATION = 100;

/** Decides without the lock, so that a refusal waits for nobody, and again under it, so that no race wins. */
export async function createRole(ring: KeyringContext, input: Lazy<CreateRole>, as: Actor): Promise<Role> {
  let fields: CreateRole | undefined;

  async function decide(facts: Facts) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, "api-roles:write");
    fields ??= checkedCreateRole(valueOf(input));
    return { actor, draft: await draftRole(actor, fields, facts) };
  }

  const early = factsOf(ring);
  await decide(early);
  const id = randomBase62(ROLE_ID_LENGTH);

  return write(ring, early, async ({ tx, facts, record }) => {
    const { actor, draft } = await decide(facts);
    const role: RoleRecord = { id, ...draft, createdAt: facts.now, updatedAt: facts.now, version: 1 };
    await tx.saveRole(role);
    record(actor, roleChange("role.created", null, role));
    return showRole(ring, actor, role);
  });
}

/** The part of the role that the actor answers for; throws when the actor may not have it made. */
async function draftRole(actor: ResolvedActor, fields: CreateRole, facts: Facts) {
  const { name, description = "", permissions, orgId = ownOrganization(actor) } = fields;
  const draft = { orgId, name, description, permissions };
  const grant = roleGrant(actor, orgId);
  if (!grant)
    throw new LatchkeyError("out_of_reach", "None of your grants covers the roles of that organization.");
  if (!covers(grant.permissions, "api-roles:write")) throw insufficient("api-roles:write");
  requireRoleBelowCeiling(actor, draft);
  await requireFreeName(facts, orgId, name);
  await requireRoom(facts, orgId);
  return draft;
}

/** Where an actor makes roles when it does not say: in the one organization in which it can. */
function ownOrganization(actor: ResolvedActor): string | null {
  const makers = actor.grants.filter((grant) => covers(grant.permissions, "api-roles:write"));
  const [org = null, ...others] = new Set(makers.map((grant) => grant.org));
  if (others.length === 0) return org === "*" ? null : org;
  throw invalidField(["orgId"], "must be given: you can make roles in several organizations");
}

async function requireRoom(facts: Facts, orgId: string | null): Promise<void> {
  const roles = await facts.findRoles({ by: "org", org: orgId, limit: MOST_IN_ORGANIZATION });
  if (roles.length < MOST_IN_ORGANIZATION) return;
  throw new LatchkeyError(
    "quota_exceeded",
    `An organization has ${MOST_IN_ORGANIZATION} custom roles at most; delete one that is not in use.`,
  );
}

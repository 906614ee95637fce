import type { ResolvedActor } from "../actors/resolve-actor.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";
import { covers } from "../permissions/permission.js";
import type { CreateKey } from "../keys/create-input.js";

/** Organization, project and owner of a new key: as named, and from the actor what is not. */
export function placeOf(
  actor: ResolvedActor,
  { orgId, projectId, ownerId }: Pick<CreateKey, "orgId" | "projectId" | "ownerId">,
): Pick<KeyRecord, "orgId" | "projectId" | "ownerId"> {
  const own = orgId === undefined ? ownPlace(actor) : { orgId, projectId: null };
  const place = {
    orgId: own.orgId,
    projectId: projectId === undefined ? own.projectId : projectId,
    ownerId: ownerId === undefined ? actor.ownerId : ownerId,
  };
  if (place.projectId !== null && place.orgId === null) {
    throw invalidField(["projectId"], "needs an organization: name orgId as well");
  }
  return place;
}

/** Where an actor makes keys when it does not say: its only grant that can, or the one organization of them all. */
function ownPlace(actor: ResolvedActor): Pick<KeyRecord, "orgId" | "projectId"> {
  const makers = actor.grants.filter((grant) => covers(grant.permissions, "api-keys:create"));
  const [first, ...others] = makers;
  const orgId = first === undefined || first.org === "*" ? null : first.org;
  if (others.length === 0) return { orgId, projectId: first?.project ?? null };
  if (first !== undefined && others.every(({ org }) => org === first.org)) return { orgId, projectId: null };
  throw invalidField(["orgId"], "must be given: you can make keys in several organizations");
}

import { requireBelowCeiling } from "../actors/ceiling.js";
import { coveringGrant, insufficient, reaches } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { checkTogether } from "../keys/check-together.js";
import type { CreateKey } from "../keys/create-input.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";
import { rateLimitOf } from "../keys/rate-limit-of.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import { requireNewLifetime } from "../policy/lifetime.js";
import type { Policy } from "../policy/policy.js";
import { placeOf } from "./place-of.js";
import { requireInheritable } from "./require-inheritable.js";
import { roleReference } from "./role-reference.js";

/** The part of a new key that its maker answers for. */
export interface KeyDraft extends Pick<
  KeyRecord,
  | "orgId"
  | "projectId"
  | "ownerId"
  | "env"
  | "role"
  | "permissions"
  | "inherits"
  | "notBefore"
  | "expiresAt"
  | "allowedNetworks"
  | "rateLimit"
  | "metadata"
  | "tags"
> {
  /** Undefined for the name by its number. */
  readonly name: string | undefined;
}

/**
 * What is to become of an input; throws when there can be no such key, or not by this actor. What others may know is
 * asked last: roles, owners and organizations are looked for only where the actor can make keys.
 */
export async function draftKey(
  ring: KeyringContext,
  actor: ResolvedActor,
  input: CreateKey,
  facts: Facts,
): Promise<KeyDraft> {
  const place = placeOf(actor, input);
  const { role, ...granted } = grantOf(ring.policy, input);
  const { notBefore = null, expiresAt = null, name } = input;
  checkTogether({ ...granted, role, notBefore, expiresAt });
  requireInheritable(ring, { ...granted, ...place });
  requireNewLifetime(ring.policy, expiresAt, facts.now);
  requireReach(actor, place);

  await requireActiveOwner(ring, facts, place);
  const draft = {
    ...place,
    ...granted,
    name,
    env: input.env ?? ring.environments[0],
    role: await roleReference(facts, place.orgId, role),
    notBefore,
    expiresAt,
    allowedNetworks: input.allowedNetworks ?? null,
    rateLimit: rateLimitOf(input.rateLimit),
    metadata: input.metadata ?? {},
    tags: input.tags ?? [],
  };
  await requireBelowCeiling(actor, facts, draft);
  return draft;
}

/** What is granted by an input, or by the policy when it grants nothing at all; the role by its name. */
function grantOf({ defaultGrant }: Policy, { role, permissions, inherits = false }: CreateKey) {
  const isGiven = role != null || permissions != null || inherits || defaultGrant === null;
  const given = isGiven ? { role, permissions } : defaultGrant;
  return { role: given.role ?? null, permissions: given.permissions ?? null, inherits };
}

function requireReach(actor: ResolvedActor, place: Pick<KeyRecord, "orgId" | "projectId" | "ownerId">): void {
  const grant = coveringGrant(actor, place);
  if (!grant)
    throw new LatchkeyError("out_of_reach", "None of your grants covers that organization and project.");
  if (!covers(grant.permissions, "api-keys:create")) throw insufficient("api-keys:create");
  if (!reaches(actor, grant, place))
    throw new LatchkeyError(
      "out_of_reach",
      "Your grant there reaches your own keys only, and the owner of this one would not be you.",
    );
}

async function requireActiveOwner(
  { owners }: KeyringContext,
  facts: Facts,
  { ownerId, orgId }: Pick<KeyRecord, "ownerId" | "orgId">,
): Promise<void> {
  if (owners === null || ownerId === null || (await facts.owner(ownerId, orgId))?.active === true) return;
  throw invalidField(["ownerId"], "must be an owner who is active: there is no such one");
}

import type { Facts } from "../context/facts.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { firstUncovered } from "../permissions/permission.js";
import type { ResolvedActor } from "./resolve-actor.js";
import { coveringGrant } from "./covering-grant.js";

/** The sides of a key that a ceiling measures. */
export type Measured = Pick<
  KeyRecord,
  | "orgId"
  | "projectId"
  | "ownerId"
  | "env"
  | "role"
  | "permissions"
  | "inherits"
  | "expiresAt"
  | "allowedNetworks"
  | "rateLimit"
>;

/**
 * Refuses with `ceiling_exceeded` a key that is stronger than the actor: in effective permissions, by the grant that
 * covers its place, and, when a key acts, in environment and expiry. A change asks it of the key as it was and as it
 * will be, so that nobody changes a key they could not have made.
 */
export async function requireBelowCeiling(actor: ResolvedActor, facts: Facts, key: Measured): Promise<void> {
  const grant = coveringGrant(actor, key);
  const beyond = firstUncovered(grant?.permissions ?? [], await facts.permissionsOf(key));
  if (beyond !== undefined) {
    throw exceeded(`the permission ${beyond} is more than you hold there`);
  }
  if (actor.key !== null && key.env !== actor.key.env) {
    throw exceeded(`a key of the environment ${actor.key.env} cannot make or change one of ${key.env}`);
  }
  if (actor.key !== null && outlives(key.expiresAt, actor.key.expiresAt)) {
    throw exceeded("a key cannot make or change one that expires later than itself");
  }
}

function outlives(expiresAt: number | null, limit: number | null): boolean {
  return limit !== null && (expiresAt === null || expiresAt > limit);
}

function exceeded(what: string): LatchkeyError {
  return new LatchkeyError("ceiling_exceeded", `Beyond what you may hand out: ${what}.`);
}

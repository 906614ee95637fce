import type { Facts } from "../context/facts.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { RateLimit } from "../limits/limiter.js";
import { isWithinNetworks } from "../networks/network.js";
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
 * covers its place, and, when a key acts, in environment, expiry, networks and rate limit. A change asks it of the
 * key as it was and as it will be, so that nobody changes a key they could not have made; whoever is to see a key's
 * token is asked the same.
 */
export async function requireBelowCeiling(actor: ResolvedActor, facts: Facts, key: Measured): Promise<void> {
  const grant = coveringGrant(actor, key);
  if (grant === undefined) throw exceeded("none of your grants covers its organization and project");
  if (!sharesOwner(actor, key)) await requirePermissions(grant.permissions, facts, key);
  const { key: acting } = actor;
  const beyond = acting === null ? undefined : LIMITS_OF_KEYS.find(({ isBeyond }) => isBeyond(key, acting));
  if (beyond !== undefined) throw exceeded(beyond.rule);
}

/**
 * Whether a key inherits from the very owner who acts: as a user, or by a key that inherits itself. Both have, at
 * every moment, all that such a key can have.
 */
function sharesOwner(actor: ResolvedActor, { inherits, ownerId }: Measured): boolean {
  if (!inherits || ownerId === null) return false;
  if (actor.kind === "user") return actor.id === ownerId;
  return actor.key !== null && actor.key.inherits && actor.key.ownerId === ownerId;
}

async function requirePermissions(held: readonly string[], facts: Facts, key: Measured): Promise<void> {
  const beyond = firstUncovered(held, await measuredPermissions(facts, key));
  if (beyond === undefined) return;
  throw exceeded(
    key.inherits
      ? "it inherits its owner's permissions, which are more than you hold there"
      : `the permission ${beyond} is more than you hold there`,
  );
}

/**
 * What is not known is measured as everything: an inactive owner may be active again, another process may be told of
 * owners where this one is not, and a role that is gone here is
 * there for a process of another release.
 */
async function measuredPermissions(facts: Facts, key: Measured): Promise<readonly string[]> {
  if (key.inherits && key.ownerId !== null) {
    const owner = await facts.owner(key.ownerId, key.orgId);
    if (!facts.knowsOwners || owner?.active !== true) return EVERYTHING;
  }
  if (key.role !== null && !(await facts.hasRole(key.role))) return EVERYTHING;
  return facts.permissionsOf(key);
}

const EVERYTHING = ["*:*"];

/** How a key limits those that it makes or changes, besides by its grant. Users and the system have no such limits. */
const LIMITS_OF_KEYS: readonly {
  readonly rule: string;
  isBeyond(key: Measured, acting: Measured): boolean;
}[] = [
  {
    rule: "a key deals only with keys of its own environment",
    isBeyond: (key, acting) => key.env !== acting.env,
  },
  {
    rule: "a key cannot make or change one that expires later than itself",
    isBeyond: ({ expiresAt }, { expiresAt: limit }) =>
      limit !== null && (expiresAt === null || expiresAt > limit),
  },
  {
    rule: "a key that is bound to networks deals only with keys that are bound to networks within them",
    isBeyond: ({ allowedNetworks }, { allowedNetworks: limit }) =>
      limit !== null && (allowedNetworks === null || !isWithinNetworks(allowedNetworks, limit)),
  },
  {
    rule: "a key with a rate limit deals only with keys that have one, no higher in requests nor in requests a second",
    isBeyond: ({ rateLimit }, { rateLimit: limit }) =>
      limit !== null && (rateLimit === null || isFaster(rateLimit, limit)),
  },
];

function isFaster(rate: RateLimit, limit: RateLimit): boolean {
  return rate.requests > limit.requests || rate.requests * limit.seconds > limit.requests * rate.seconds;
}

function exceeded(what: string): LatchkeyError {
  return new LatchkeyError("ceiling_exceeded", `Beyond what you may hand out: ${what}.`);
}

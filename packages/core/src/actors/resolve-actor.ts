import type { Environment, KeyRecord } from "../keys/key-record.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { statusOf } from "../keys/key-status.js";
import { statusRefusal } from "../keys/status-refusal.js";
import { LatchkeyError } from "../latchkey-error.js";
import { networkSet } from "../networks/network.js";
import { rolePermissions, type Roles } from "../permissions/roles.js";
import type { Facts } from "../context/facts.js";
import type { Actor, KeyActor, Reach } from "./actor.js";
import { recordedText } from "./recorded-text.js";

/** An actor with all that decisions need; for a key, as its row was at the moment of reading. */
export interface ResolvedActor {
  readonly kind: Actor["kind"];
  readonly id: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** Whose keys are its own, and whose the keys are that it makes. */
  readonly ownerId: string | null;
  readonly grants: readonly ResolvedGrant[];
  /** The acting key; a key it makes or changes can exceed neither its environment, expiry, networks nor rate limit. */
  readonly key: KeyRecord | null;
}

export interface ResolvedGrant {
  readonly org: string | null;
  readonly project: string | null;
  readonly role: string | null;
  /** The role's and the grant's own. */
  readonly permissions: readonly string[];
  readonly reach: Reach;
}

/** What resolving needs; facts of the store, or of the transaction when a write decides under the lock. */
export interface ActorSource {
  readonly roles: Roles;
  readonly environments: readonly Environment[];
  readonly facts: Facts;
}

/** Rights of a key actor come from its row, never from what the caller holds; one that is not active is refused as 401. */
export async function resolveActor(actor: Actor, source: ActorSource): Promise<ResolvedActor> {
  const origin = {
    address: recordedText(actor.address, LONGEST_ORIGIN),
    requestId: recordedText(actor.requestId, LONGEST_ORIGIN),
  };
  switch (actor.kind) {
    case "user": {
      const grants = actor.grants.map(({ org, project = null, permissions, role, reach }) => {
        const held = [...new Set([...rolePermissions(source.roles, role), ...permissions])];
        return { org, project, role: role ?? null, permissions: held, reach };
      });
      return {
        ...origin,
        kind: "user",
        id: actor.id,
        name: recordedText(actor.name, KEY_LIMITS.name),
        ownerId: actor.id,
        grants,
        key: null,
      };
    }
    case "system":
      return {
        ...origin,
        kind: "system",
        id: actor.name,
        name: actor.name,
        ownerId: null,
        grants: [EVERYTHING],
        key: null,
      };
    case "key":
      return { ...origin, ...(await keyAsActor(await actingKey(actor, source), source.facts)) };
  }
}

const LONGEST_ORIGIN = 128;

const EVERYTHING: ResolvedGrant = { org: "*", project: null, role: null, permissions: ["*:*"], reach: "all" };

async function actingKey(
  { keyId, address }: KeyActor,
  { facts, environments }: ActorSource,
): Promise<KeyRecord> {
  const key = await facts.findKey({ id: keyId });
  if (key === null || !environments.includes(key.env)) {
    throw new LatchkeyError("invalid_token", "The acting key does not exist.", { ofActor: true });
  }
  const refusal = statusRefusal(statusOf(key, facts.now));
  if (refusal !== undefined)
    throw new LatchkeyError(refusal, "The acting key is not active.", { ofActor: true });
  if (key.ownerId !== null && (await facts.owner(key.ownerId, key.orgId))?.active !== true)
    throw new LatchkeyError("owner_inactive", "The owner of the acting key is not active.", {
      ofActor: true,
    });
  const { allowedNetworks } = key;
  // Without an address the application vouches for it: `verify` has refused a request from elsewhere.
  if (address !== undefined && allowedNetworks !== null && !networkSet(allowedNetworks).has(address))
    throw new LatchkeyError("network_not_allowed", "The acting key cannot be used from this address.", {
      ofActor: true,
    });
  return key;
}

async function keyAsActor(key: KeyRecord, facts: Facts) {
  const permissions = await facts.permissionsOf(key);
  const grant: ResolvedGrant = {
    org: key.orgId,
    project: key.projectId,
    role: null,
    permissions,
    reach: "own",
  };
  return { kind: "key", id: key.id, name: key.name, ownerId: key.ownerId, grants: [grant], key } as const;
}

import type { Actor, Grant, KeyStore, Owner } from "../../src/index.js";
import type { KeyRecord } from "../../src/keys/key-record.js";

// An oracle of its own: it shares no code with what it judges, and thinks in sets of everything there is to be had.
const RESOURCES = ["api-keys", "api-roles", "bundles", "x", "anything else"];
const ACTIONS = ["create", "read", "update", "rotate", "revoke", "reveal", "write", "y", "anything else"];
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "10.0.0.0/8": ["10.0.0.1", "10.1.0.1", "10.1.2.3"],
  "10.1.0.0/16": ["10.1.0.1", "10.1.2.3"],
  "10.1.2.3": ["10.1.2.3"],
  "192.0.2.0/24": ["192.0.2.1"],
};
const EVERYWHERE = ["10.0.0.1", "10.1.0.1", "10.1.2.3", "192.0.2.1", "anywhere else"];

/** All that a key can do, and where, when and how often. */
export interface Strength {
  readonly id: string;
  readonly org: string | null;
  readonly project: string | null;
  readonly owner: string | null;
  readonly env: string;
  readonly inherits: boolean;
  readonly permissions: readonly string[];
  readonly until: number;
  readonly from: readonly string[];
  readonly requests: number;
  readonly perSecond: number;
}

/** What an actor may hand out: a user by grants alone, a key within its own strength. */
export interface Power {
  readonly owner: string | null;
  readonly grants: readonly Grant[];
  readonly key: Strength | null;
}

/** What an application has said, and what is in the store. */
export interface World {
  readonly store: KeyStore;
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly owners: Readonly<Record<string, Owner | null | "failing">>;
}

export type Strengths = ReadonlyMap<string, Strength>;

/** How strong every key is that is not revoked. */
export async function strengths(world: World): Promise<Strengths> {
  const keys = await world.store.scanKeys({
    live: true,
    order: "number",
    within: { by: "all" },
    limit: 9_999,
  });
  const custom = await world.store.findRoles({ by: "all", limit: 9_999 });
  const ofRole = (key: KeyRecord): readonly string[] => {
    if (key.role?.startsWith("b:")) return world.roles[key.role.slice(2)] ?? [];
    return custom.find(({ id, orgId }) => key.role === `c:${id}` && orgId === key.orgId)?.permissions ?? [];
  };
  const held = (key: KeyRecord) =>
    key.inherits ? heldBy(world, key.ownerId) : [...ofRole(key), ...(key.permissions ?? [])];
  return new Map(keys.map((key) => [key.id, strengthOf(key, everyOne(held(key)))]));
}

function strengthOf(key: KeyRecord, permissions: readonly string[]): Strength {
  const rate = key.rateLimit;
  return {
    id: key.id,
    org: key.orgId,
    project: key.projectId,
    owner: key.ownerId,
    env: key.env,
    inherits: key.inherits,
    permissions,
    until: key.expiresAt ?? Infinity,
    from: key.allowedNetworks?.flatMap((network) => ADDRESSES[network] ?? []) ?? EVERYWHERE,
    requests: rate?.requests ?? Infinity,
    perSecond: rate === null ? Infinity : rate.requests / rate.seconds,
  };
}

/** An owner who is inactive now may hold anything later. */
function heldBy({ owners }: World, ownerId: string | null): readonly string[] {
  const owner = ownerId === null ? null : owners[ownerId];
  return owner != null && owner !== "failing" && owner.active ? owner.permissions : ["*:*"];
}

/** Every single permission that a list of them stands for. */
export function everyOne(permissions: readonly string[]): readonly string[] {
  const pairs = permissions.map((permission) => permission.split(":"));
  const all = RESOURCES.flatMap((resource) => ACTIONS.map((action) => [resource, action] as const));
  return all
    .filter(([resource, action]) =>
      pairs.some(([r, a]) => (r === "*" || r === resource) && (a === "*" || a === action)),
    )
    .map((pair) => pair.join(":"));
}

export function powerOf(actor: Actor, keys: Strengths): Power {
  if (actor.kind === "user") return { owner: actor.id, grants: actor.grants, key: null };
  const key = actor.kind === "key" ? keys.get(actor.keyId) : undefined;
  if (key === undefined) return { owner: null, grants: [], key: null };
  const { org, project, permissions, owner } = key;
  return { owner, grants: [{ org, project, permissions, reach: "own" }], key };
}

/** In what a key is beyond an actor; empty when the actor may have it made, changed or shown. */
export function beyond(power: Power, key: Strength): readonly string[] {
  const grant = grantFor(power, key);
  if (grant === undefined) return ["place"];
  const held = everyOne(grant.permissions);
  const isHeir = key.inherits && key.owner === power.owner && (power.key === null || power.key.inherits);
  return [
    ...(grant.reach === "all" || isOwn(power, key) ? [] : ["owner"]),
    ...(isHeir ? [] : key.permissions.filter((permission) => !held.includes(permission))),
    ...(power.key === null ? [] : beyondKey(power.key, key)),
  ];
}

/** What a key has gained by another's change of its role, and the actor could not have given it. */
export function gainedBeyond(power: Power, before: Strength, after: Strength): readonly string[] {
  const permissions = after.permissions.filter((permission) => !before.permissions.includes(permission));
  return permissions.length === 0 ? [] : beyond(power, { ...after, permissions });
}

function grantFor({ grants }: Power, { org, project }: Strength): Grant | undefined {
  const inOrg = grants.filter((grant) => grant.org === org);
  return (
    inOrg.find((grant) => project !== null && grant.project === project) ??
    inOrg.find((grant) => grant.project == null) ??
    grants.find((grant) => grant.org === "*")
  );
}

function isOwn(power: Power, key: Strength): boolean {
  return power.key?.id === key.id || (key.owner !== null && key.owner === power.owner);
}

function beyondKey(acting: Strength, key: Strength): readonly string[] {
  return [
    ...(key.env === acting.env ? [] : ["environment"]),
    ...(key.until <= acting.until ? [] : ["expiry"]),
    ...(key.from.every((address) => acting.from.includes(address)) ? [] : ["networks"]),
    ...(key.requests <= acting.requests && key.perSecond <= acting.perSecond ? [] : ["rate"]),
  ];
}

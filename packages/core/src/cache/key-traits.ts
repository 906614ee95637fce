import { leastRecentlyUsed } from "../least-recently-used.js";
import type { KeyRecord } from "../keys/key-record.js";
import { networkSet, type NetworkSet } from "../networks/network.js";
import { effectivePermissions, nameOfRole } from "../permissions/effective-permissions.js";
import type { Roles } from "../permissions/roles.js";
import type { RoleRecord } from "../roles/role-record.js";
import { held, type Held } from "../verdicts/principal.js";
import { recentVerdicts, type RecentVerdicts } from "./recent-verdicts.js";

/** What follows from a record and is the same for most keys: made once for all that have the same role and permissions. */
export interface KeyTraits {
  /** Of a key that inherits its own permissions are none; those of its owner are asked for each time. */
  readonly held: Held;
  /** The custom role as it was when the key was read. */
  readonly custom: RoleRecord | null;
  readonly networks: NetworkSet | null;
  /** Null where no verdict is remembered. */
  readonly recent: RecentVerdicts | null;
}

export type TraitsOf = (record: KeyRecord, custom: RoleRecord | null) => KeyTraits;

const MOST_SHARED = 1_000;

/** For the keys of one keyring, of which so many are kept at most. */
export function keyTraits(roles: Roles, cacheSize: number): TraitsOf {
  const recent = recentVerdicts(cacheSize);
  const shared = leastRecentlyUsed<KeyTraits>(MOST_SHARED);

  function make(record: KeyRecord, custom: RoleRecord | null): KeyTraits {
    const permissions = effectivePermissions(record, { roles, custom, owner: null });
    return { held: held(permissions, nameOfRole(record, custom)), custom, networks: null, recent };
  }

  function share(record: KeyRecord, custom: RoleRecord | null): KeyTraits {
    const name = JSON.stringify([record.role, record.permissions, record.inherits]);
    const known = shared.get(name);
    if (known !== undefined && isSameRole(known.custom, custom)) return known;
    const made = make(record, custom);
    shared.set(name, made);
    return made;
  }

  return function traitsOf(record, custom) {
    // A custom role is usable in its own organization only.
    const isElsewhere = custom !== null && custom.orgId !== record.orgId;
    const traits = isElsewhere ? make(record, custom) : share(record, custom);
    if (record.allowedNetworks === null) return traits;
    return { ...traits, networks: networkSet(record.allowedNetworks) };
  };
}

/** By what it says and not by its version: after a restored backup a version can come again. */
function isSameRole(known: RoleRecord | null, read: RoleRecord | null): boolean {
  if (known === null || read === null) return known === read;
  return (
    known.id === read.id &&
    known.name === read.name &&
    known.permissions.length === read.permissions.length &&
    known.permissions.every((permission, index) => permission === read.permissions[index])
  );
}

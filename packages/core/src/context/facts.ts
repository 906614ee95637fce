import type { KeyRecord, KeyRef, RowRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { ownerName } from "../owners/owner-memory.js";
import { SILENT_OWNER, type Owner } from "../owners/owner.js";
import { effectivePermissions, nameOfRole, type Holder } from "../permissions/effective-permissions.js";
import { builtInRole, customRole, roleOf } from "../permissions/roles.js";
import type { RoleRecord } from "../roles/role-record.js";
import type { RoleQuery, StoreTransaction } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import { keyByToken } from "./key-by-token.js";
import { findKey, type KeyReader } from "./key-reader.js";
import { findCustomRole } from "./role-reader.js";
import type { KeyringContext } from "./keyring-context.js";

/** What a decision is made of, as it is at one moment: before the lock, and once more under it. */
export interface Facts extends KeyReader {
  /** UTC milliseconds; one moment for the whole decision. */
  readonly now: number;
  findRoles(query: RoleQuery): Promise<readonly RoleRecord[]>;
  /** The custom role a key's reference means; null for built-in ones, for none, and for one that is gone. */
  customRoleOf(reference: string | null): Promise<RoleRecord | null>;
  /** The reference of the custom role of this name in an organization; null when there is none. */
  customRoleNamed(org: string | null, name: string): Promise<string | null>;
  /** The reference of the role that keys of an organization know by this name; null when there is none. */
  roleNamed(org: string | null, name: string): Promise<string | null>;
  /** The name of a role reference; null when it is gone. Loads custom roles. */
  roleName(reference: string | null): Promise<string | null>;
  /** Whether there is still the role that a reference means. */
  hasRole(reference: string): Promise<boolean>;
  /** Whether the application says anything of owners at all. */
  readonly knowsOwners: boolean;
  /** What the application says of an owner; active, without permissions, where it was never asked to say anything. */
  owner(ownerId: string, orgId: string | null): Promise<Owner | null>;
  /** What a key may do at this moment: role and own permissions, or those of its owner if it inherits. */
  permissionsOf(key: Holder): Promise<readonly string[]>;
}

/** Facts from before the lock. */
export interface EarlyFacts extends Facts {
  findKey(ref: KeyRef | RowRef): Promise<KeyRecord | null>;
  /** What the application has said of the owners that were asked for. */
  readonly owners: ReadonlyMap<string, Owner | null>;
}

type Source = Pick<StoreTransaction, "findKey" | "findRoles">;
type AskOwner = (ownerId: string, orgId: string | null) => Promise<Owner | null>;

/** Facts from the store, with the deadline of management calls over each read. */
export function factsOf(ring: KeyringContext): EarlyFacts {
  const { store, deadlines } = ring;
  const owners = new Map<string, Owner | null>();
  const source: Source = {
    findKey: (ref) => withDeadline(store.findKey(ref), deadlines.manage),
    findRoles: (query) => withDeadline(store.findRoles(query), deadlines.manage),
  };
  return {
    ...facts(ring, source, async (ownerId, orgId) => {
      const found = ring.owners === null ? SILENT_OWNER : await ring.owners.find(ownerId, orgId);
      owners.set(ownerName({ ownerId, orgId }), found);
      return found;
    }),
    findKey: async (ref) =>
      isByToken(ref) ? ((await keyByToken(ring, source, ref.token))?.key ?? null) : findKey(source, ref),
    owners,
  };
}

function isByToken(ref: KeyRef | RowRef): ref is { readonly token: string } {
  return typeof ref === "object" && ref !== null && "token" in ref && ref.token !== undefined;
}

/**
 * Facts from a transaction. It awaits nothing but the database, so owners are those that the early decision asked
 * for; one that it did not ask for has come up by a change between the two, and the call is to be made again.
 */
export function factsUnderLock(
  ring: KeyringContext,
  tx: StoreTransaction,
  early: { readonly owners: ReadonlyMap<string, Owner | null> },
): Facts {
  return facts(ring, tx, async (ownerId, orgId) => {
    if (ring.owners === null) return SILENT_OWNER;
    const found = early.owners.get(ownerName({ ownerId, orgId }));
    if (found !== undefined) return found;
    throw new LatchkeyError("store_busy", "The key was changed at the same moment; try again.", {
      retryAfter: 1,
    });
  });
}

function facts(ring: KeyringContext, source: Source, owner: AskOwner): Facts {
  const roles = new Map<string, Promise<RoleRecord | null>>();

  function customRoleOf(reference: string | null): Promise<RoleRecord | null> {
    if (reference === null) return NO_ROLE;
    const known = roles.get(reference) ?? findCustomRole(source, reference);
    roles.set(reference, known);
    return known;
  }

  async function customRoleNamed(org: string | null, name: string): Promise<string | null> {
    const [found] = await source.findRoles({ by: "name", org, name });
    // A database's idea of equality can be wider than ours.
    return found?.orgId === org && found.name === name ? customRole(found.id) : null;
  }

  async function roleNamed(org: string | null, name: string): Promise<string | null> {
    return Object.hasOwn(ring.roles, name) ? builtInRole(name) : customRoleNamed(org, name);
  }

  async function roleName(reference: string | null): Promise<string | null> {
    return nameOfRole({ role: reference }, await customRoleOf(reference));
  }

  async function hasRole(reference: string): Promise<boolean> {
    const role = roleOf(reference);
    if (role.kind === "built-in") return Object.hasOwn(ring.roles, role.name);
    return (await customRoleOf(reference)) !== null;
  }

  async function permissionsOf(key: Holder): Promise<readonly string[]> {
    const asked = key.inherits && key.ownerId !== null;
    const by = asked ? await owner(key.ownerId, key.orgId) : null;
    const custom = await customRoleOf(key.role);
    return effectivePermissions(key, { roles: ring.roles, custom, owner: by });
  }

  return {
    now: ring.clock.now(),
    findKey: (ref) => findKey(source, ref),
    findRoles: (query) => source.findRoles(query),
    customRoleOf,
    customRoleNamed,
    roleNamed,
    roleName,
    hasRole,
    knowsOwners: ring.owners !== null,
    owner,
    permissionsOf,
  };
}

const NO_ROLE = Promise.resolve(null);

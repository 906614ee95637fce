import type { KeyRecord } from "../keys/key-record.js";
import { networkSet, type NetworkSet } from "../networks/network.js";
import type { Owner } from "../owners/owner.js";
import { effectivePermissions, nameOfRole } from "../permissions/effective-permissions.js";
import type { Roles } from "../permissions/roles.js";
import type { RoleRecord } from "../roles/role-record.js";
import { apiKeyPrincipal } from "../verdicts/principal.js";
import type { Secret } from "../tokens/secret-held.js";
import type { Verdict } from "../verdicts/verdict.js";

/** A record with all that a request needs of it, made once when it is read. */
export interface CachedKey {
  readonly record: KeyRecord;
  /** The custom role it has; changes of it change the key. */
  readonly customRole: string | null;
  readonly networks: NetworkSet | null;
  /** The verdict while it is accepted. Its owner matters only to a key that inherits. */
  accepted(owner: Owner | null): Verdict & { readonly ok: true };
  /** SHA-256 of the tokens that have passed a full check. In memory only, and gone with the record. */
  readonly proven: Record<Secret, Buffer | null>;
}

export function cachedKey(roles: Roles, record: KeyRecord, custom: RoleRecord | null): CachedKey {
  const role = nameOfRole(record, custom);
  let last: { readonly owner: Owner | null; readonly verdict: Verdict & { ok: true } } | undefined;

  function accepted(owner: Owner | null) {
    const relevant = record.inherits ? owner : null;
    if (last?.owner !== relevant || last === undefined) {
      const permissions = effectivePermissions(record, { roles, custom, owner });
      const principal = apiKeyPrincipal(record, { permissions, role });
      last = { owner: relevant, verdict: Object.freeze({ ok: true, principal }) };
    }
    return last.verdict;
  }

  return {
    record,
    customRole: custom?.id ?? null,
    networks: record.allowedNetworks === null ? null : networkSet(record.allowedNetworks),
    accepted,
    proven: { current: null, previous: null },
  };
}

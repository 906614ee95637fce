import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import { checkedUpdate, checkTogether } from "../keys/key-input.js";
import { foldName, type KeyRecord, type KeyRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { builtInRole } from "../permissions/roles.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { changeKey } from "./change-key.js";
import type { KeyringContext } from "./context.js";
import type { Lazy, UpdateCondition, UpdateKey } from "./keyring.js";
import { jsonCopy } from "./json-copy.js";
import { valueOf } from "./lazy.js";

export async function updateKey(
  ring: KeyringContext,
  ref: KeyRef,
  changes: Lazy<UpdateKey>,
  as: Actor,
  condition: UpdateCondition = {},
): Promise<ApiKey> {
  let fields: UpdateKey | undefined;

  function decide(actor: ResolvedActor, before: KeyRecord) {
    fields ??= checkedUpdate(valueOf(changes), ring.roles);
    if (before.revokedAt !== null)
      throw new LatchkeyError("key_revoked", "The key is revoked and stays as it is.");
    if (condition.versions?.includes(before.version) === false) {
      throw new LatchkeyError("version_mismatch", "The key was changed since you read it; read it again.");
    }
    const after = changed(before, fields);
    checkTogether(after);
    requireBelowCeiling(actor, ring.roles, before);
    requireBelowCeiling(actor, ring.roles, after);
    return { action: "key.updated", after } as const;
  }

  return apiKey(await changeKey(ring, ref, as, "api-keys:update", decide), ring.clock.now());
}

/** The record with the fields that were named put in. */
function changed(before: KeyRecord, fields: UpdateKey): KeyRecord {
  const name = fields.name ?? before.name;
  return {
    ...before,
    name,
    nameLower: foldName(name),
    enabled: fields.enabled ?? before.enabled,
    role: fields.role === undefined ? before.role : fields.role && builtInRole(fields.role),
    permissions:
      fields.permissions === undefined ? before.permissions : fields.permissions && [...fields.permissions],
    notBefore: fields.notBefore === undefined ? before.notBefore : fields.notBefore,
    expiresAt: fields.expiresAt === undefined ? before.expiresAt : fields.expiresAt,
    metadata: fields.metadata === undefined ? before.metadata : jsonCopy(fields.metadata),
    tags: fields.tags === undefined ? before.tags : [...fields.tags],
  };
}

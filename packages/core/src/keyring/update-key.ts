import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { checkTogether } from "../keys/check-together.js";
import { checkedUpdate, type UpdateKey } from "../keys/update-input.js";
import { foldName, type KeyRecord, type KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { LatchkeyError } from "../latchkey-error.js";
import { builtInRole } from "../permissions/roles.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { changeKey } from "./change-key.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";

export interface UpdateCondition {
  /** Reject with `version_mismatch` unless the key has one of these versions. */
  readonly versions?: readonly number[] | undefined;
}

export async function updateKey(
  ring: KeyringContext,
  ref: KeyRef,
  changes: Lazy<UpdateKey>,
  as: Actor,
  condition: Lazy<UpdateCondition> = {},
): Promise<ApiKey> {
  let expected: UpdateCondition | undefined;
  let fields: UpdateKey | undefined;

  function decide(actor: ResolvedActor, before: KeyRecord) {
    expected ??= checkedFields<UpdateCondition>(valueOf(condition), CONDITION);
    fields ??= checkedUpdate(valueOf(changes), ring.roles);
    if (before.revokedAt !== null)
      throw new LatchkeyError("key_revoked", "The key is revoked and stays as it is.");
    if (expected.versions?.includes(before.version) === false) {
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
function changed(before: KeyRecord, { name = before.name, role, ...fields }: UpdateKey): KeyRecord {
  const named = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...(Object.fromEntries(named) as Partial<KeyRecord>),
    name,
    nameLower: foldName(name),
    role: role === undefined ? before.role : role && builtInRole(role),
  };
}

const CONDITION: FieldChecks<keyof UpdateCondition> = { versions: { rule: keyRules.version, most: 20 } };

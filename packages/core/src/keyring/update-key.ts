import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import type { ApiKey } from "../keys/api-key.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { checkTogether } from "../keys/check-together.js";
import { checkedUpdate, type UpdateKey } from "../keys/update-input.js";
import { foldName, type KeyRecord, type KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { rateLimitOf } from "../keys/rate-limit-of.js";
import { LatchkeyError } from "../latchkey-error.js";
import { factsOf, type Facts } from "../context/facts.js";
import { showKey } from "../context/show-keys.js";
import { requireLifetime } from "../policy/lifetime.js";
import { requireInheritable } from "./require-inheritable.js";
import { changedRole } from "./role-reference.js";
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

  async function decide(actor: ResolvedActor, before: KeyRecord, facts: Facts) {
    expected ??= checkedFields<UpdateCondition>(valueOf(condition), CONDITION);
    fields ??= checkedUpdate(valueOf(changes));
    if (before.revokedAt !== null)
      throw new LatchkeyError("key_revoked", "The key is revoked and stays as it is.");
    if (expected.versions?.includes(before.version) === false) {
      throw new LatchkeyError("version_mismatch", "The key was changed since you read it; read it again.");
    }
    const after = await changed(before, fields, facts);
    checkTogether(after);
    if (!before.inherits) requireInheritable(ring, after);
    if (after.expiresAt !== before.expiresAt) requireLifetime(ring.policy, after.expiresAt, facts.now);
    await requireBelowCeiling(actor, facts, before);
    await requireBelowCeiling(actor, facts, after);
    return { action: "key.updated", after } as const;
  }

  const { record } = await changeKey(ring, ref, as, "api-keys:update", decide);
  return showKey(ring, factsOf(ring), record);
}

/** The record with the fields that were named put in. */
async function changed(
  before: KeyRecord,
  { name = before.name, role, rateLimit, ...fields }: UpdateKey,
  facts: Facts,
): Promise<KeyRecord> {
  const named = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...(Object.fromEntries(named) as Partial<KeyRecord>),
    name,
    nameLower: foldName(name),
    rateLimit: rateLimit === undefined ? before.rateLimit : rateLimitOf(rateLimit),
    role: await changedRole(facts, before, role),
  };
}

const CONDITION: FieldChecks<keyof UpdateCondition> = { versions: { rule: keyRules.version, most: 20 } };

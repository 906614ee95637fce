import type { Actor } from "../actors/actor.js";
import { invalidField } from "../keys/check-fields.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { changeKey } from "./change-key.js";
import type { KeyringContext } from "./context.js";

/** A revoked key stays as a tombstone; revoking it again changes nothing. */
export async function revokeKey(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  reason?: string,
): Promise<void> {
  const now = ring.clock.now();

  function decide(_actor: ResolvedActor, before: KeyRecord) {
    const fault = reason === undefined ? undefined : keyRules.reason(reason);
    if (fault !== undefined) throw invalidField(["reason"], fault);
    const after =
      before.revokedAt === null ? { ...before, revokedAt: now, revokedReason: reason ?? null } : before;
    return { action: "key.revoked", after, note: { reason: reason ?? null } } as const;
  }

  await changeKey(ring, ref, as, "api-keys:revoke", decide);
}

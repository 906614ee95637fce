import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { LatchkeyError } from "../latchkey-error.js";
import { changeKey } from "./change-key.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";

export interface RevokeOptions {
  /** 1 to 200 characters, kept in the record of changes. */
  readonly reason?: string | undefined;
  /** Whether it is refused with `key_revoked` to revoke a revoked key; default false, which does nothing. */
  readonly once?: boolean | undefined;
}

/** A revoked key stays as a tombstone; revoking it again changes nothing. */
export async function revokeKey(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<RevokeOptions>,
): Promise<void> {
  let checked: RevokeOptions | undefined;

  function decide(_actor: ResolvedActor, before: KeyRecord, { now }: Facts) {
    checked ??= checkedFields<RevokeOptions>(valueOf(options), REVOKE);
    const { reason = null, once = false } = checked;
    if (once && before.revokedAt !== null)
      throw new LatchkeyError("key_revoked", "The key is revoked already.");
    const revoked = { ...before, revokedAt: now, revokedReason: reason };
    return {
      action: "key.revoked",
      after: before.revokedAt === null ? revoked : before,
      note: { reason },
    } as const;
  }

  await changeKey(ring, ref, as, "api-keys:revoke", decide);
}

const REVOKE: FieldChecks<keyof RevokeOptions> = {
  reason: { rule: keyRules.reason },
  once: { rule: (value) => (typeof value === "boolean" ? undefined : "must be true or false") },
};

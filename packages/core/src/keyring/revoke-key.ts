import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { keyRules } from "../keys/key-rules.js";
import { changeKey } from "./change-key.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";

export interface RevokeOptions {
  /** 1 to 200 characters, kept in the record of changes. */
  readonly reason?: string | undefined;
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
    const { reason = null } = checked;
    const revoked = { ...before, revokedAt: now, revokedReason: reason };
    return {
      action: "key.revoked",
      after: before.revokedAt === null ? revoked : before,
      note: { reason },
    } as const;
  }

  await changeKey(ring, ref, as, "api-keys:revoke", decide);
}

const REVOKE: FieldChecks<keyof RevokeOptions> = { reason: { rule: keyRules.reason } };
